package io.ats.experiments.run;

/** Durations for people. */
public final class Durations {

  private Durations() {}

  /** Returns {@code about 40 s}, {@code about 12 min} or {@code about 3 h 5 min}. */
  public static String about(double seconds) {
    long minutes = Math.round(seconds / 60);
    if (seconds < 100) {
      return "about %.0f s".formatted(Math.ceil(seconds));
    }
    return minutes < 100
        ? "about " + minutes + " min"
        : "about %d h %d min".formatted(minutes / 60, minutes % 60);
  }
}
