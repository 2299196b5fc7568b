package io.ats.experiments.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.Family;
import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.TaskSet;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** A group's numbers, and what else a report shows. */
class GroupsTest {

  private static final List<TrialResult> QUICK = results(7, 0.4);

  /** Three variants on five tasks. */
  private static List<TrialResult> results(int seeds, double level) {
    List<TrialResult> results = new ArrayList<>();
    String[] variants = {"ats", "ips", "uniform"};
    for (int seed = 0; seed < seeds; seed++) {
      for (int task = 0; task < 5; task++) {
        for (int i = 0; i < 3; i++) {
          double score = level - 0.03 * i + 0.1 * Math.sin(31 * seed + 7 * task + 3 * i);
          results.add(SampleRun.ok(variants[i], "t" + task, seed, score, score + 0.01));
        }
      }
    }
    return results;
  }

  /** Returns the rows of suite quick, without the columns that are there for several suites. */
  private static List<List<String>> rows(
      Function<List<Trial>, Table> table, List<TrialResult> results) {
    Table all = table.apply(SampleRun.trials(results));
    for (String column : List.of("suite", "on")) {
      if (all.columnNames().contains(column)) {
        all =
            all.where(
                all.stringColumn(column)
                    .eval(text -> text.startsWith("quick") || !text.contains("other")));
        all = all.rejectColumns(column);
      }
    }
    return TableWriter.cells(all);
  }

  private static void assertKept(Function<List<Trial>, Table> table) {
    List<List<String>> alone = rows(table, QUICK);
    assertThat(alone).isNotEmpty();
    // Other numbers and seeds under the same labels, before them and in another order.
    List<TrialResult> both = new ArrayList<>(results(9, 0.7));
    both.replaceAll(result -> SampleRun.inSuite("other", result));
    List<TrialResult> quick = new ArrayList<>(QUICK);
    Collections.reverse(quick);
    both.addAll(quick);
    assertThat(rows(table, both)).hasSameSizeAs(alone);
    both.removeAll(quick);
    both.addAll(QUICK);
    assertThat(rows(table, both)).isEqualTo(alone);
    Collections.swap(both, both.size() - 1, both.size() - 15);
    assertThat(rows(table, both)).as("seeds in another order").isEqualTo(alone);
  }

  @Test
  void comparisonKeepsItsNumbers() {
    assertKept(Tables::comparisonNumbers);
    assertKept(Tables::comparison);
  }

  @Test
  void differencesKeepTheirNumbers() {
    assertKept(trials -> new VariantDifferences(Family.of(VariantRow.of(trials))).numbers());
    assertKept(trials -> new VariantDifferences(Family.of(VariantRow.of(trials))).table());
  }

  @Test
  void tasksKeepTheirNumbers() {
    assertKept(trials -> new TaskTable(TaskSet.of(Family.of(VariantRow.of(trials)))).numbers());
    assertKept(trials -> new RankTable(TaskSet.of(Family.of(VariantRow.of(trials)))).numbers());
  }

  @Test
  void tasksAreComparedWithTheFirstRow() {
    List<Trial> trials = SampleRun.trials(QUICK);
    TaskTable tasks = new TaskTable(TaskSet.of(Family.of(VariantRow.of(trials))));
    assertThat(tasks.table().columnNames())
        .containsExactly(
            "variant", "tasks", "seeds", "interquartile mean %", "improvement over first row %");
    assertThat(TableWriter.cells(tasks.table()).get(0).get(4)).isEqualTo("–");
    assertThat(TableWriter.cells(tasks.table()).get(1).get(4)).matches("\\d+\\.\\d \\[.*]");
    assertThat(TableWriter.isNumeric(tasks.table().column(3))).isTrue();
    assertThat(tasks.about()).doesNotContain("Without a result");
    List<TrialResult> more = new ArrayList<>(QUICK);
    more.add(SampleRun.ok("late", "t0", 0, 0.5, 0.5));
    assertThat(new TaskTable(TaskSet.of(Family.of(VariantRow.of(SampleRun.trials(more))))).about())
        .endsWith(" Without a result for each task and seed: late.");
    assertThat(new RankTable(TaskSet.of(Family.of(VariantRow.of(trials)))).table().columnNames())
        .containsExactly(
            "variant",
            "against",
            "tasks",
            "rank",
            "other's rank",
            "p",
            "corrected p",
            "Friedman p",
            "verdict");
  }

  /** With seven seeds and three pairs a difference that all seeds agree on is claimed. */
  @Test
  void differencesSayWhatIsClaimed() {
    List<TrialResult> results = new ArrayList<>();
    for (int seed = 0; seed < 7; seed++) {
      results.add(SampleRun.ok("uniform", "max", seed, 0.3 + 0.01 * seed, 0.3));
      results.add(SampleRun.ok("ats", "max", seed, 0.5 + 0.02 * seed, 0.5));
      results.add(SampleRun.ok("ips", "max", seed, seed % 2 == 0 ? 0.55 : 0.57, 0.5));
    }
    Table table =
        new VariantDifferences(Family.of(VariantRow.of(SampleRun.trials(results)))).table();
    assertThat(table.stringColumn("test accuracy verdict").asList())
        .containsExactly("no claim", "higher", "higher");
    assertThat(table.stringColumn("test accuracy p").get(1)).isEqualTo("0.0156");
    assertThat(table.stringColumn("test accuracy corrected p").get(1)).isEqualTo("0.0469");
    Table six =
        new VariantDifferences(Family.of(VariantRow.of(SampleRun.trials(results.subList(0, 18)))))
            .table();
    assertThat(six.stringColumn("test accuracy verdict").asList()).containsOnly("no claim");
  }
}
