package io.ats.datasets.scene;

import io.ats.core.options.OptionException;

/** Refuses what does not fit in Java's memory before it is allocated. */
public final class HeapMemory {

  private static final double GIGABYTE = 1e9;

  private HeapMemory() {}

  /**
   * Checks that something takes at most half of Java's memory.
   *
   * @param what such as {@code a batch of 8 views of 3×64×64}
   * @param remedy what makes it smaller, such as {@code lower view-scale}
   * @throws OptionException if it takes more, naming both sizes and the remedy
   */
  public static void require(String what, double bytes, String remedy) {
    require(what, bytes, Runtime.getRuntime().maxMemory(), remedy);
  }

  static void require(String what, double bytes, long memory, String remedy) {
    if (bytes > memory / 2.0) {
      throw new OptionException(
          "%s needs %s, more than half of Java's memory of %s; %s, or give Java more (ATS_JAVA_OPTIONS=-Xmx…)"
              .formatted(what, text(bytes), text(memory), remedy));
    }
  }

  /** Returns a number of bytes in gigabytes (10⁹ bytes). */
  static String text(double bytes) {
    return Math.round(bytes / GIGABYTE * 10) / 10.0 + " GB";
  }
}
