package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.experiments.results.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskSetTest {

  private final List<TrialResult> results = new ArrayList<>();

  private void add(String variant, String task, double... bySeed) {
    for (int seed = 0; seed < bySeed.length; seed++) {
      results.add(SampleRun.ok(variant, task, seed, bySeed[seed], 0.9));
    }
  }

  private List<TaskSet> sets() {
    return TaskSet.of(Family.of(VariantRow.of(SampleRun.trials(results))));
  }

  @Test
  void holdsWhatHasEveryTaskAndSeed() {
    add("ats", "max", 0.5, 0.6);
    add("ats", "top", 0.7, 0.8);
    add("short", "max", 0.5, 0.6);
    add("short", "top", 0.7);
    add("uniform", "max", 0.1, 0.2);
    add("uniform", "top", 0.3, 0.4);
    add("lost", "max", 0.1, 0.2);
    add("failed", "max", 0.1, 0.2);
    add("failed", "top", 0.1);
    results.add(SampleRun.failed("failed", "top", 1, "x"));
    TaskSet set = sets().get(0);
    assertThat(sets()).hasSize(1);
    assertThat(set.tasks()).extracting(Facet::task).containsExactly("max", "top");
    assertThat(set.seeds()).containsExactly(0L, 1L);
    assertThat(set.variants()).containsExactly("ats", "uniform");
    assertThat(set.scores().get("uniform")).isDeepEqualTo(new double[][] {{0.1, 0.2}, {0.3, 0.4}});
    assertThat(set.incomplete()).containsExactly("short", "lost", "failed");
    assertThat(set.means()[1]).containsExactly(new double[] {0.75, 0.35}, within(1e-12));
  }

  @Test
  void needsTwoTasksAndTwoVariants() {
    add("ats", "max", 0.5);
    add("uniform", "max", 0.5);
    assertThat(sets()).isEmpty();
    add("ats", "top", 0.5);
    assertThat(sets()).isEmpty();
    add("uniform", "top", 0.5);
    assertThat(sets()).hasSize(1);
  }

  /** Tasks of another suite are another set. */
  @Test
  void suitesStayApart() {
    add("ats", "max", 0.5);
    add("uniform", "max", 0.5);
    results.addAll(results.stream().map(r -> SampleRun.inSuite("other", r)).toList());
    assertThat(sets()).isEmpty();
    add("ats", "top", 0.5);
    add("uniform", "top", 0.5);
    assertThat(sets()).hasSize(1);
    assertThat(sets().get(0).title(sets())).isEmpty();
    results.addAll(results.stream().map(r -> SampleRun.inSuite("third", r)).toList());
    List<TaskSet> two = sets();
    assertThat(two).extracting(set -> set.title(two)).containsExactly("quick@lite", "third@lite");
  }

  /** A variant with more seeds, or one that is being trained, does not empty the set. */
  @Test
  void theSeedsAreThoseThatMostHave() {
    for (String task : List.of("max", "top")) {
      add("ats", task, 0.5, 0.6);
      add("ips", task, 0.5, 0.6);
      add("more", task, 0.5, 0.6, 0.7);
    }
    assertThat(sets()).singleElement();
    assertThat(sets().get(0).seeds()).containsExactly(0L, 1L);
    assertThat(sets().get(0).variants()).containsExactly("ats", "ips", "more");
  }

  /** Two noises on two tasks are two sets of two tasks, not four variants. */
  @Test
  void otherImagesAreAnotherSet() {
    List<Trial> trials = new ArrayList<>();
    for (String noise : List.of("20", "50")) {
      for (String task : List.of("max", "top")) {
        for (String variant : List.of("ats", "uniform")) {
          trials.add(
              SampleRun.trial(
                  SampleRun.ok(variant + " noise=" + noise, task, 0, 0.5, 0.9),
                  Map.of("dataset.noise", noise, "dataset.task", task, "selector.name", variant)));
        }
      }
    }
    List<TaskSet> sets = TaskSet.of(Family.of(VariantRow.of(trials)));
    assertThat(sets)
        .extracting(set -> set.title(sets))
        .containsExactly("quick@lite noise 20", "quick@lite noise 50");
    assertThat(sets.get(1).variants()).containsExactly("ats noise=50", "uniform noise=50");
    // What else is shown of one task does not take the other tasks away.
    trials.add(
        SampleRun.trial(
            SampleRun.ok("more noise", "max", 0, 0.5, 0.9),
            Map.of("dataset.noise", "99", "dataset.task", "max", "selector.name", "ats")));
    trials.add(SampleRun.trial(SampleRun.ok("unknown", "max", 0, 0.5, 0.9), Map.of()));
    assertThat(TaskSet.of(Family.of(VariantRow.of(trials)))).hasSize(2);
  }

  /**
   * b is a little better on two of twelve tasks, where six others are between the two, and much
   * worse on ten, where none is: its mean rank is better, its accuracy is not.
   */
  @Test
  void whoIsHigherIsSaidByTheSignedRanks() {
    for (int task = 0; task < 12; task++) {
      boolean between = task < 2;
      add("a", "t" + task, between ? 0.5 : 0.9 + task / 1000.0);
      add("b", "t" + task, between ? 0.508 : 0.5);
      for (int other = 0; other < 6; other++) {
        add("o" + other, "t" + task, between ? 0.501 + other / 1000.0 : 0.1 + other / 100.0);
      }
    }
    TaskRanks ranks = TaskRanks.of(sets().get(0)).orElseThrow();
    assertThat(ranks.friedman().ranks()[0]).isGreaterThan(ranks.friedman().ranks()[1]);
    assertThat(ranks.pairs().get(0).corrected()).isLessThan(0.05);
    assertThat(ranks.verdict(ranks.pairs().get(0))).isEqualTo(Verdict.HIGHER);
    results.add(SampleRun.failed("a", "t0", 1, "x"));
    TaskRanks failed = TaskRanks.of(sets().get(0)).orElseThrow();
    assertThat(failed.verdict(failed.pairs().get(0))).isEqualTo(Verdict.FAILED);
  }

  @Test
  void ranksNeedFiveTasksAndThreeVariants() {
    for (String variant : List.of("ats", "ips")) {
      for (int task = 0; task < 5; task++) {
        add(variant, "t" + task, variant.length() / 10.0);
      }
    }
    assertThat(TaskRanks.of(sets().get(0))).isEmpty();
    for (int task = 0; task < 5; task++) {
      add("uniform", "t" + task, 0.1);
    }
    TaskRanks ranks = TaskRanks.of(sets().get(0)).orElseThrow();
    assertThat(ranks.friedman().ranks()).containsExactly(1.5, 1.5, 3);
    assertThat(ranks.pairs()).extracting(TaskRanks.Pair::p).containsExactly(1.0, 0.0625, 0.0625);
    assertThat(ranks.pairs())
        .extracting(TaskRanks.Pair::corrected)
        .containsExactly(1.0, 0.1875, 0.1875);
    assertThat(ranks.pairs()).extracting(ranks::verdict).containsOnly(Verdict.NO_CLAIM);
    assertThat(ranks.groups()).containsExactly(new int[] {0, 1, 2});
  }
}
