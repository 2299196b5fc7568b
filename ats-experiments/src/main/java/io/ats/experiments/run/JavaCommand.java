package io.ats.experiments.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Commands that start another Java with this one's class path and settings. */
public final class JavaCommand {

  private static final String MAIN = "io.ats.experiments.cli.Main";

  /** The root locale and UTF-8, whatever the system's language is and whichever class starts. */
  private static final List<String> LANGUAGE =
      List.of(
          "-Duser.language=",
          "-Duser.script=",
          "-Duser.country=",
          "-Duser.variant=",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8");

  private JavaCommand() {}

  /**
   * Returns the command, up to the main class.
   *
   * @param inherited which of this virtual machine's arguments are passed on
   * @param options further ones; a later option overrides an earlier one
   */
  public static List<String> of(Predicate<String> inherited, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Heap size, headless mode and the engine's settings.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.matches("-D.*|-Xmx.*|-XX:ErrorFile=.*"))
        .filter(inherited)
        .filter(argument -> !LANGUAGE.contains(argument))
        .forEach(command::add);
    command.addAll(LANGUAGE);
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    return command;
  }

  /** Returns the command that runs {@code ats} with the plugins and arguments. */
  public static List<String> ats(
      Predicate<String> inherited, List<String> options, List<Path> plugins, String... arguments) {
    List<String> command = of(inherited, options);
    command.add(MAIN);
    plugins.forEach(plugin -> command.addAll(List.of("--plugin", plugin.toString())));
    command.addAll(Arrays.asList(arguments));
    return command;
  }
}
