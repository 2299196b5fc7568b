package io.ats.experiments.report;

/** What may be said of a difference. */
public enum Verdict {
  HIGHER("higher"),
  LOWER("lower"),
  NO_CLAIM("no claim");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** Returns it for people. */
  public String text() {
    return text;
  }
}
