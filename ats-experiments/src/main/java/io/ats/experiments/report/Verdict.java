package io.ats.experiments.report;

/** What may be said of a difference. */
public enum Verdict {
  HIGHER("higher"),
  LOWER("lower"),
  NO_CLAIM("no claim"),
  /** Trials of a variant failed: those that are left are a choice. */
  FAILED("failed trials"),
  /** Trials are still to come: who looks after each would find differences by chance. */
  UNFINISHED("unfinished");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** Returns it for people. */
  public String text() {
    return text;
  }
}
