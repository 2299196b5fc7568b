package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.trial.Memory;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much memory a gradient takes: in a process of its own, the peak of the resident size beyond
 * what it was before. A heap of fixed size, touched at once, keeps Java's own growth out of it.
 */
final class SinkhornMemory {

  /** Growth below this cannot be told from the virtual machine's, MiB, and counts as this much. */
  private static final double LEAST = 1;

  private static final String ANSWER = "grown ";

  private SinkhornMemory() {}

  /** Measures in a new process; MiB. */
  static double measure(SinkhornCase size, SinkhornCase.Way way) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-D"))
        .forEach(command::add);
    command.addAll(
        List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(SinkhornMemory.class.getName());
    command.add(way.name());
    command.add(Integer.toString(size.batch()));
    command.add(Integer.toString(size.positions()));
    command.add(Integer.toString(size.count()));
    command.add(Double.toString(size.epsilon()));
    command.add(Integer.toString(size.iterations()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        double grown =
            out.lines()
                .filter(line -> line.startsWith(ANSWER))
                .mapToDouble(line -> Double.parseDouble(line.substring(ANSWER.length())))
                .findFirst()
                .orElseThrow(
                    () -> new IllegalStateException("no answer from " + String.join(" ", command)));
        return Math.max(LEAST, grown);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + command.get(0), e);
    }
  }

  /** Runs a case once and prints by how much the peak grew. */
  public static void main(String[] arguments) throws IOException {
    SinkhornCase.Way way = SinkhornCase.Way.valueOf(arguments[0]);
    int count = Integer.parseInt(arguments[3]);
    double epsilon = Double.parseDouble(arguments[4]);
    // Loads and compiles what it will need.
    new SinkhornCase(1, 2 * count, count, epsilon, 300).run(way);
    Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // Linux: the peak begins anew
    double before = Memory.residentMb();
    new SinkhornCase(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            count,
            epsilon,
            Integer.parseInt(arguments[5]))
        .run(way);
    System.out.println(ANSWER + (Memory.peakMb(Device.cpu()) - before));
  }
}
