package io.ats.experiments.doctor;

import io.ats.datasets.pyramid.OpenSlide;
import io.ats.experiments.run.FreeMemory;
import io.ats.experiments.run.Workers;
import io.ats.experiments.trial.Fonts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.tools.ToolProvider;

/** The virtual machine and the computer that it runs on. */
final class Machine {

  private static final double GIBIBYTE_MB = 1024;

  /** What Java and the engine take before there is any data, MiB, rounded up. */
  private static final double LEAST_MB = 512;

  private Machine() {}

  static Finding java() {
    return java(ToolProvider.getSystemJavaCompiler() != null);
  }

  static Finding java(boolean compiler) {
    String found =
        Runtime.version()
            + " ("
            + System.getProperty("java.vendor")
            + ") in "
            + System.getProperty("java.home");
    return compiler
        ? Finding.ok(found)
        : Finding.missing(found + " has no compiler", "building from sources: a JDK");
  }

  static Finding size() {
    return size(
        Workers.cores(), Runtime.getRuntime().availableProcessors(), FreeMemory.availableMb());
  }

  /**
   * Judges the size of the machine.
   *
   * @param availableMb memory that is free, MiB; infinite or NaN if unknown
   */
  static Finding size(int cores, int processors, double availableMb) {
    String found = cores + (cores == 1 ? " core" : " cores") + ", " + processors + " processors, ";
    if (Double.isNaN(availableMb) || Double.isInfinite(availableMb)) {
      return Finding.ok(found + "free memory unknown");
    }
    String free = gib(availableMb) + " of memory free";
    return availableMb < LEAST_MB
        ? Finding.wrong(
            found + free + ", less than the engine takes (" + gib(LEAST_MB) + ")",
            "end other programs, or ask for more memory")
        : Finding.ok(found + free);
  }

  static String gib(double mebibytes) {
    return String.format(Locale.ROOT, "%.1f GiB", mebibytes / GIBIBYTE_MB);
  }

  static Finding fonts() {
    return fonts(Fonts::draw);
  }

  static Finding fonts(Runnable draw) {
    try {
      draw.run();
      return Finding.ok("text can be drawn");
    } catch (RuntimeException | Error e) {
      return Finding.missing(
          "text cannot be drawn (" + e + ")",
          "pictures and charts; numbers and tables need none: install fontconfig and a font");
    }
  }

  /** Returns whether this machine has a driver for NVIDIA's GPUs. */
  static boolean nvidiaDriver() {
    return Files.exists(Path.of("/proc/driver/nvidia/version"));
  }

  /** Looks for the library that reads slides. */
  static Finding openSlide() {
    String use = "slides that are not tiled TIFF or SVS only";
    return OpenSlide.version()
        .map(version -> Finding.ok(version + "; for " + use))
        .orElseGet(
            () -> Finding.missing("OpenSlide's library is not installed (libopenslide0)", use));
  }
}
