package io.ats.experiments.tune;

import io.ats.experiments.results.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How many trials a search has in each rung, and whether it has chosen: {@code search.json}.
 *
 * @param rungs the shortest first
 * @param ended whether {@code tuned.yaml} is of this search
 */
public record SearchPlan(List<Rung> rungs, boolean ended) {

  private static final String MARK = " @";

  /**
   * The trials of a length.
   *
   * @param trials their number, if none are equal
   * @param share of the longest training, in (0,1]
   */
  public record Rung(int trials, double share) {}

  /** Copies the list. */
  public SearchPlan {
    rungs = List.copyOf(rungs);
  }

  /** Returns the same of a search that has chosen. */
  public SearchPlan atEnd() {
    return new SearchPlan(rungs, true);
  }

  /** Returns the number of trials, if none are equal. */
  public int size() {
    return rungs.stream().mapToInt(Rung::trials).sum();
  }

  /** Returns the name of a configuration's trials in a rung. */
  public static String title(String configuration, int rung) {
    return configuration + MARK + rung;
  }

  /** Returns the rung of a trial of a search by its name. */
  public static int rung(String title) {
    return Integer.parseInt(title.substring(title.lastIndexOf(MARK) + MARK.length()));
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it is damaged
   */
  public static SearchPlan read(Path file) throws IOException {
    return Json.read(file, SearchPlan.class);
  }

  /** Writes the file. */
  public void write(Path file) throws IOException {
    Json.write(file, this);
  }
}
