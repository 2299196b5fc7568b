package io.ats.experiments.doctor;

import io.ats.experiments.results.Reason;

/**
 * One thing to look at.
 *
 * @param name what it is, in few words
 */
record Check(String name, Look look) {

  /** Looks; may fail in any way. */
  @FunctionalInterface
  interface Look {
    Finding look() throws Exception;
  }

  /** Looks; a failure to do so is a finding too. */
  Finding find() {
    try {
      return look.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.wrong("the check was interrupted", "run ./ats doctor again");
    } catch (Exception | Error e) {
      return Finding.wrong("the check itself failed: " + Reason.of(e), "report it, with this line");
    }
  }
}
