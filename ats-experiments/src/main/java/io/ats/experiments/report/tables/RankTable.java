package io.ats.experiments.report.tables;

import io.ats.experiments.report.Cell;
import io.ats.experiments.report.TaskRanks;
import io.ats.experiments.report.TaskSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Compares every two variants over the tasks of a suite by their ranks. */
final class RankTable {

  static final String ABOUT =
      "Mean rank of the two variants' mean test accuracies over the tasks, 1 for the highest; where"
          + " there are at least "
          + TaskRanks.LEAST_TASKS
          + " tasks and "
          + TaskRanks.LEAST_VARIANTS
          + " variants. p: exact two-sided Wilcoxon signed-rank test over the tasks; corrected p:"
          + " Holm's correction over all pairs of the suite; Friedman p: that the ranks of all"
          + " variants differ as much by chance. Higher or lower is claimed only where corrected p"
          + " and Friedman p are at most 5 %: by the signed ranks of the two, which may disagree with"
          + " the mean ranks, for these depend on the other variants. The smallest p of n tasks is"
          + " 2/2^n. Failed trials: of one of the two a trial failed. Unfinished: trials of the run"
          + " are to come.";

  private record Line(String set, TaskRanks ranks, TaskRanks.Pair pair) {

    String label(int variant) {
      return ranks.set().variants().get(variant);
    }

    double rank(int variant) {
      return ranks.friedman().ranks()[variant];
    }
  }

  private final List<TaskSet> sets;
  private final List<Line> lines = new ArrayList<>();

  RankTable(List<TaskSet> sets) {
    this.sets = sets;
    sets.stream()
        .map(TaskRanks::of)
        .flatMap(Optional::stream)
        .forEach(
            ranks ->
                ranks.pairs().forEach(p -> lines.add(new Line(ranks.set().title(sets), ranks, p))));
  }

  /** Returns the pairs for people; none with too few tasks or variants. */
  Table table() {
    return keys()
        .addColumns(
            Tables.text("rank", lines, l -> Cell.significant(l.rank(l.pair().a()))),
            Tables.text("other's rank", lines, l -> Cell.significant(l.rank(l.pair().b()))),
            Tables.text("p", lines, l -> Cell.significant(l.pair().p())),
            Tables.text("corrected p", lines, l -> Cell.significant(l.pair().corrected())),
            Tables.text("Friedman p", lines, l -> Cell.significant(l.ranks().friedman().p())),
            Tables.text("verdict", lines, RankTable::verdict));
  }

  /** Returns the same rows for programs. */
  Table numbers() {
    return keys()
        .addColumns(
            number("rank", l -> l.rank(l.pair().a())),
            number("other_rank", l -> l.rank(l.pair().b())),
            number("p", l -> l.pair().p()),
            number("corrected_p", l -> l.pair().corrected()),
            number("friedman_chi_squared", l -> l.ranks().friedman().chiSquared()),
            number("friedman_p", l -> l.ranks().friedman().p()),
            Tables.text("verdict", lines, RankTable::verdict));
  }

  private static String verdict(Line line) {
    return line.ranks().verdict(line.pair()).text();
  }

  private DoubleColumn number(String name, ToDoubleFunction<Line> part) {
    return DoubleColumn.create(name, lines.stream().mapToDouble(part));
  }

  private Table keys() {
    Table table =
        Table.create(
            "ranks",
            Tables.text("variant", lines, l -> l.label(l.pair().a())),
            Tables.text("against", lines, l -> l.label(l.pair().b())));
    if (sets.size() > 1) {
      table.addColumns(Tables.text("suite", lines, Line::set));
    }
    return table.addColumns(
        IntColumn.create("tasks", lines.stream().mapToInt(l -> l.ranks().set().tasks().size())));
  }
}
