package io.ats.datasets.folder;

/** What is done about a file that cannot be used. */
public enum OnError {
  /** An error that names it. */
  FAIL,
  /** It is left out, counted in the results and named in the report. */
  SKIP
}
