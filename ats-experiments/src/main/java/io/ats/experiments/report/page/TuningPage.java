package io.ats.experiments.report.page;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.charts.ExpectedBestChart;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.statistics.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The page of a search: what was chosen, how much tuning each row needs, every configuration. */
public final class TuningPage {

  private static final String CHOSEN =
      "Chosen: of the configurations that were trained longest without failing, the one with the highest validation"
          + " accuracy after the last epoch, mean ± standard error (seeds of the search); of equal ones the first"
          + " drawn. It is the highest of several on the same images, and so too high: it compares nothing. A guess:"
          + " the share of the most frequent label there. The test split was not read.";
  private static final String TRIED =
      "Configurations are drawn at random, in this order; rows that search the same option try the"
          + " same values. Rung: the longest training a configuration had, from 0, the shortest.";
  private static final String EXPECTED =
      "Expected best: the mean of the highest validation accuracy among so many configurations drawn"
          + " from those tried (Dodge et al., EMNLP 2019). All are compared after the shortest training,"
          + " which all had, for later only the best of them were trained. One that failed then counts"
          + " with 0.";

  /** A configuration at the longest training it had. */
  private record Tried(
      String row,
      int number,
      int rung,
      int trials,
      int failed,
      Summary accuracy,
      double guess,
      double early,
      String values) {

    static Tried of(List<TuningTrial> all) {
      int rung = all.stream().mapToInt(TuningTrial::rung).max().orElseThrow();
      List<TuningTrial> last = at(all, rung);
      TuningTrial first = all.get(0);
      return new Tried(
          first.row(),
          first.configuration(),
          rung,
          all.size(),
          failed(last),
          accuracy(last),
          Summary.of(last.stream().mapToDouble(t -> t.validation().majorityShare())).mean(),
          early(at(all, 0)),
          first.values());
    }

    private static List<TuningTrial> at(List<TuningTrial> all, int rung) {
      return all.stream().filter(trial -> trial.rung() == rung).toList();
    }

    private static Summary accuracy(List<TuningTrial> trials) {
      return Summary.of(trials.stream().mapToDouble(TuningTrial::accuracy));
    }

    private static int failed(List<TuningTrial> trials) {
      return (int) trials.stream().filter(trial -> !trial.validation().ok()).count();
    }

    boolean known() {
      return failed == 0;
    }

    /** Returns the accuracy after the shortest training, 0 if a trial of that failed. */
    private static double early(List<TuningTrial> shortest) {
      return failed(shortest) > 0 ? 0 : accuracy(shortest).mean();
    }

    String percent() {
      return known() ? Cell.of(Metric.VALIDATION_ACCURACY, accuracy) : "failed";
    }
  }

  private TuningPage() {}

  /**
   * Writes {@code index.html} and {@code charts/}.
   *
   * @param about what it is, a line each
   * @param trials the search's trials so far, at least one
   * @param dir created if it does not exist
   */
  public static void write(String title, List<String> about, List<TuningTrial> trials, Path dir)
      throws IOException {
    Map<String, Map<Integer, List<TuningTrial>>> groups =
        trials.stream()
            .collect(
                Collectors.groupingBy(
                    TuningTrial::row,
                    LinkedHashMap::new,
                    Collectors.groupingBy(
                        TuningTrial::configuration, LinkedHashMap::new, Collectors.toList())));
    Map<String, List<Tried>> rows = new LinkedHashMap<>();
    groups.forEach((row, all) -> rows.put(row, all.values().stream().map(Tried::of).toList()));
    List<NamedChart> charts = new ArrayList<>();
    Map<String, double[]> found = new LinkedHashMap<>();
    rows.forEach((row, all) -> found.put(row, all.stream().mapToDouble(Tried::early).toArray()));
    charts.add(ExpectedBestChart.of(found));
    List<String> lines = new ArrayList<>(about);
    lines.add(EXPECTED);
    PlainPage.write(
        title,
        lines,
        charts,
        List.of(
            new PlainPage.Part("Chosen", chosen(rows), CHOSEN),
            new PlainPage.Part("Every configuration", tried(rows), TRIED)),
        dir);
  }

  private static Table chosen(Map<String, List<Tried>> rows) {
    List<Tried> best = rows.values().stream().map(TuningPage::best).toList();
    return Table.create(
        "chosen",
        StringColumn.create("row", best.stream().map(Tried::row)),
        StringColumn.create("validation accuracy %", best.stream().map(Tried::percent)),
        StringColumn.create(
            "a guess %",
            best.stream().map(row -> Cell.of(Metric.VALIDATION_MAJORITY_SHARE, row.guess()))),
        IntColumn.create("configurations", rows.values().stream().mapToInt(List::size)),
        IntColumn.create(
            "trials",
            rows.values().stream().mapToInt(all -> all.stream().mapToInt(Tried::trials).sum())),
        IntColumn.create(
            "failed",
            rows.values().stream().mapToInt(all -> all.stream().mapToInt(Tried::failed).sum())),
        StringColumn.create("values", best.stream().map(Tried::values)));
  }

  /** As the search chooses. */
  private static Tried best(List<Tried> row) {
    return row.stream()
        .max(
            Comparator.comparing(Tried::known)
                .thenComparing(Tried::rung)
                .thenComparing(t -> t.known() ? t.accuracy().mean() : 0)
                .thenComparing(Tried::number, Comparator.reverseOrder()))
        .orElseThrow();
  }

  private static Table tried(Map<String, List<Tried>> rows) {
    List<Tried> all = rows.values().stream().flatMap(List::stream).toList();
    return Table.create(
        "configurations",
        StringColumn.create("row", all.stream().map(Tried::row)),
        IntColumn.create("configuration", all.stream().mapToInt(Tried::number)),
        IntColumn.create("rung", all.stream().mapToInt(Tried::rung)),
        StringColumn.create("validation accuracy %", all.stream().map(Tried::percent)),
        StringColumn.create("values", all.stream().map(Tried::values)));
  }
}
