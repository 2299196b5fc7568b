package io.ats.experiments.doctor;

/**
 * Why the engine would not start, or not with what was asked for.
 *
 * @param what names the variable or file
 * @param fix what to do about it
 */
record Problem(String what, String fix) {

  @Override
  public String toString() {
    return what + ". Fix: " + fix;
  }
}
