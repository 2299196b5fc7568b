package io.ats.experiments.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The command that starts another Java like this one: same program, class path and settings. */
public final class JavaCommand {

  private JavaCommand() {}

  /**
   * Returns the command, up to the main class.
   *
   * @param inherited which of the arguments that this virtual machine was given are passed on
   * @param options further ones; of two for one setting the later wins
   */
  public static List<String> of(Predicate<String> inherited, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Heap, headless and engine settings, as this process was given them.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.matches("-D.*|-Xmx.*|-XX:ErrorFile=.*"))
        .filter(inherited)
        .forEach(command::add);
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }
}
