package io.ats.experiments.trial;

/**
 * The suite and row that a trial belongs to: {@code label.json}. It does not affect the numbers.
 *
 * @param suite the suite's name
 * @param preset the suite's preset
 * @param variant what sets the row apart
 * @param device to run on: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:i}
 */
public record TrialLabel(String suite, String preset, String variant, String device) {

  /** Returns the label of another row of the same suite. */
  public TrialLabel of(String otherVariant) {
    return new TrialLabel(suite, preset, otherVariant, device);
  }

  /** Returns the label with another device. */
  public TrialLabel on(String otherDevice) {
    return new TrialLabel(suite, preset, variant, otherDevice);
  }
}
