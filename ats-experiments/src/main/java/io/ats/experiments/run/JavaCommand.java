package io.ats.experiments.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The start of a command that runs this Java once more. */
public final class JavaCommand {

  private JavaCommand() {}

  /** Returns the path of {@code java}, and heap and engine settings as this process was given. */
  public static List<String> inherited() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.matches("-D.*|-Xmx.*|-XX:ErrorFile=.*"))
        .forEach(command::add);
    return command;
  }

  /** Returns the options that name this process's class path. */
  public static List<String> classPath() {
    return List.of("-cp", System.getProperty("java.class.path"));
  }
}
