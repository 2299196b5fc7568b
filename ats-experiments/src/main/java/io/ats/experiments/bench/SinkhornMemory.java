package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.experiments.trial.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory a gradient takes: in a process of its own, the peak of the resident size beyond
 * what it was before. A heap of fixed size, touched at once, keeps Java's own growth out of it.
 */
final class SinkhornMemory {

  /** Growth below this cannot be told from the virtual machine's, MiB, and counts as this much. */
  private static final double LEAST = 1;

  private static final List<String> FIXED_HEAP =
      List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  private SinkhornMemory() {}

  /** Measures in a new process; MiB. */
  static double measure(SinkhornCase size, SinkhornCase.Way way) {
    List<String> arguments =
        List.of(
            way.name(),
            Integer.toString(size.batch()),
            Integer.toString(size.positions()),
            Integer.toString(size.count()),
            Double.toString(size.epsilon()),
            Integer.toString(size.iterations()));
    return Math.max(
        LEAST,
        Child.run(SinkhornMemory.class, option -> option.startsWith("-D"), FIXED_HEAP, arguments)[
            0]);
  }

  /** Runs a case once and answers by how much the peak grew. */
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
    Child.answer(Memory.peakMb(Device.cpu()) - before);
  }
}
