package io.ats.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.google.inject.Injector;
import com.google.inject.Key;
import io.ats.core.data.Dataset;
import io.ats.core.encoders.ResNet18;
import io.ats.core.objective.Baseline;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.plugin.UnknownNameException;
import io.ats.core.sampling.GradientEstimator;
import io.ats.experiments.cli.Main;
import io.ats.experiments.report.charts.NamedChart;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.train.Learner;
import io.ats.experiments.trial.Assembly;
import io.ats.topk.perturbed.NoiseKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The benchmarks in little; no time is asserted. */
class BenchmarksTest {

  private final Benchmarks benchmarks = new Benchmarks();

  @Test
  void everyBenchmarkIsFoundByItsNameAndSaysItsClaim() {
    assertThat(benchmarks.names())
        .containsExactly(
            "estimator-bias",
            "gradient-variance",
            "inference-speed",
            "ips-memory",
            "micro-batch",
            "perturbed-topk",
            "pyramid",
            "saccade-inference",
            "scene",
            "sinkhorn-topk",
            "step-overhead",
            "training-step");
    for (String name : benchmarks.names()) {
      assertThat(benchmarks.get(name).name()).isEqualTo(name);
      assertThat(benchmarks.get(name).claim()).isNotBlank().doesNotContain("\n");
    }
  }

  @Test
  void pyramidsAreReadByRegion() {
    List<BenchRow> rows = new Pyramids(List.of(512, 1024), 1024, 1).run(Device.cpu());
    assertThat(rows).hasSize(2 * 3 + 2);
    assertThat(rows).allSatisfy(row -> assertThat(row.ours()).isPositive());
    assertThat(rows.get(0).ratio()).as("the smallest beside itself").isEqualTo(1);
  }

  @Test
  void anUnknownNameNamesTheNearest() {
    assertThatThrownBy(() -> benchmarks.get("scenes"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown benchmark 'scenes'; did you mean 'scene'? Known: estimator-bias,"
                + " gradient-variance, inference-speed, ips-memory, micro-batch,"
                + " perturbed-topk, pyramid, saccade-inference, scene, sinkhorn-topk, step-overhead, training-step");
  }

  @Test
  void stepOverheadInLittle() {
    check(new StepOverhead(List.of(StepCase.TINY), 2, 0, 1), 1);
  }

  @Test
  void sceneInLittle() {
    check(new SceneSize(3_000, 300, 2, 2), 3);
  }

  @Test
  void saccadeInferenceInLittle() {
    check(new SaccadeInference(384, 0.0625, 1), 2);
  }

  @Test
  void gradientVarianceInLittle() {
    check(new GradientVariance(2, 1), 15);
  }

  @Test
  void estimatorBiasInLittle() {
    List<BenchRow> found = check(new EstimatorBias(List.of(0.5, 0.99), 3), 48);
    for (BenchRow row : found) {
      boolean bias = row.measured().endsWith("bias");
      if (bias) {
        assertThat(row.ours()).as("%s", row).isLessThan(1e-8);
        boolean reference = row.other().equals("reference");
        assertThat(row.alternative() > 1e-4).as("%s", row).isEqualTo(reference);
      }
      if (!bias && row.other().equals("score-function")) {
        assertThat(row.ratio()).as("%s", row).isGreaterThan(1);
      }
    }
  }

  @Test
  void inferenceSpeedInLittle() throws IOException {
    InferenceSpeed little =
        new InferenceSpeed(
            List.of(new InferenceSpeed.Network("tiny", new ResNet18(0.0625, false, "", 0))),
            List.of(128, 256),
            List.of(0.01, 0.1, 0.25),
            1);
    List<BenchRow> found = little.run(Device.cpu());
    assertThat(found)
        .extracting(BenchRow::measured)
        .contains(
            "tiny, ats, 128²: 25 %, time",
            "tiny, top-K, 128²: 25 %, times as fast", "tiny, soft top-K, 256²: 13 %, time")
        .doesNotContain("tiny, ats, 128²: 0 %, time");
    for (BenchRow row : found) {
      assertThat(List.of(row.ours(), row.alternative()))
          .as("%s", row)
          .allSatisfy(value -> assertThat(value).isFinite().isPositive());
      boolean part = row.other().equals("the prediction");
      assertThat(Double.isNaN(row.ratio())).as("%s", row).isEqualTo(part);
    }
    assertThat(found).anyMatch(row -> row.measured().matches("tiny, ats, 256².*, encoder, \\d+ %"));
    List<NamedChart> charts = little.charts(found);
    assertThat(charts)
        .extracting(NamedChart::name)
        .containsExactly(
            "inference-speed-tiny-ats",
            "inference-speed-tiny-top-k",
            "inference-speed-tiny-soft-top-k");
    assertThat(charts.get(0).alt())
        .contains("whole image: 128 ")
        .contains("about 25 % of the pixels: 128 ")
        .doesNotContain("about 1 %");
    assertThat(charts.get(0).svg()).contains("<svg");
  }

  @Test
  void sinkhornGradientInLittle() {
    SinkhornCase little = new SinkhornCase(2, 500, 3, 0.1, 100);
    List<BenchRow> found = check(new SinkhornGradient(little, 0, 1), 5);
    assertThat(found.get(0).ratio()).as("the same gradient").isGreaterThan(1);
    assertThat(found.get(4).ratio()).as("memory, even here").isGreaterThan(1);
  }

  @Test
  void ipsMemoryInLittle() {
    check(new IpsMemory(300, 150, 4, 4, 2), 2);
  }

  @Test
  void microBatchInLittle() {
    List<BenchRow> found = check(new MicroBatch(250, 16, 20), 3);
    assertThat(found.get(2).ratio()).as("memory, even here").isGreaterThan(1);
  }

  @Test
  void aChildThatFailsSaysWhy() {
    StepMemory tooMany = new StepMemory("ips", 150, 50, 1_000, 4, 2, "cpu");
    assertThatThrownBy(tooMany::peakMb)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("patches = 1000 is more than the 9 positions of the 3×3 grid");
  }

  @Test
  void trainingStepInLittle() {
    List<BenchRow> found =
        new TrainingStep(List.of("selector=ats,whole-image"), List.of(), 0.5).run(Device.cpu());
    Map<String, Double> ats = shares(found, "ats: ");
    Map<String, Double> whole = shares(found, "whole-image: ");
    assertThat(ats.size() + whole.size()).isEqualTo(found.size());
    for (Map<String, Double> shares : List.of(ats, whole)) {
      assertThat(shares.values().stream().mapToDouble(s -> s).sum()).isCloseTo(1, within(1e-6));
      assertThat(shares.get("encoder")).isGreaterThan(0.05);
      assertThat(shares.get("backward")).isGreaterThan(0.2);
    }
    assertThat(ats).containsKey("the selector's networks");
    assertThat(whole).doesNotContainKey("the selector's networks");
  }

  private static Map<String, Double> shares(List<BenchRow> rows, String trial) {
    return rows.stream()
        .filter(row -> row.measured().startsWith(trial))
        .collect(
            Collectors.toMap(
                row -> row.measured().replaceAll("^.*: |, [\\d.]+ %$", ""),
                row -> row.ours() / row.alternative()));
  }

  /** As many as there are: a selector that is added is to be measured too. */
  @Test
  void trainingStepHasEverySelector() {
    Injector injector = Main.injector(List.of());
    SuiteConfig suite = new Suites(Suites.builtIn()).load("training-step");
    List<PlannedTrial> trials =
        injector
            .getInstance(SuiteExpansion.class)
            .expand(suite, suite.preset(), List.of(), List.of());
    assertThat(trials)
        .extracting(trial -> trial.config().selector().name())
        .containsExactlyInAnyOrderElementsOf(
            injector.getInstance(new Key<Registry<SelectorSpec>>() {}).names());
    trials.forEach(trial -> new Assembly(trial.config()).classifier()); // its parts fit
  }

  @Test
  void perturbedTopKInLittle() {
    check(
        new PerturbedTopKCost(List.of(new TopKCase(4, 16, 5, 200, NoiseKind.SHARED, false, 1))), 7);
  }

  /** Otherwise their times would not be comparable. */
  @Test
  void allFormsOfPerturbedTopKHaveTheSameGradient() {
    for (NoiseKind noise : NoiseKind.values()) {
      for (boolean flat : new boolean[] {false, true}) {
        checkGradients(new TopKCase(3, 7, 4, 60, noise, flat, 1));
      }
    }
  }

  private static void checkGradients(TopKCase size) {
    try (TopKProblem problem = new TopKProblem(size, Device.cpu())) {
      float[] ours = problem.step(TopKForm.SPARSE);
      double largest = 0;
      for (float entry : ours) {
        largest = Math.max(largest, Math.abs(entry));
      }
      assertThat(largest).isGreaterThan(1);
      for (TopKForm form : List.of(TopKForm.DENSE, TopKForm.DENSE_LEAN)) {
        float[] theirs = problem.step(form);
        for (int i = 0; i < ours.length; i++) {
          assertThat((double) theirs[i])
              .as("%s, %s", size.name(), form)
              .isCloseTo(ours[i], within(1e-4 * largest));
        }
      }
    }
  }

  /** Whoever stops it has what was measured. */
  @Test
  void rowsAreHandedOnAsTheyAreKnown() {
    PerturbedTopKCost two =
        new PerturbedTopKCost(
            List.of(
                new TopKCase(2, 16, 5, 20, NoiseKind.SHARED, false, 1),
                new TopKCase(2, 25, 5, 20, NoiseKind.SHARED, false, 1)));
    List<Integer> sizes = new ArrayList<>();
    assertThatThrownBy(
            () ->
                two.run(
                    Device.cpu(),
                    rows -> {
                      sizes.add(rows.size());
                      if (sizes.size() == 2) {
                        throw new IllegalStateException("stopped");
                      }
                    }))
        .hasMessage("stopped");
    assertThat(sizes).containsExactly(2, 2);
  }

  private static List<BenchRow> check(Benchmark benchmark, int rows) {
    List<BenchRow> found = benchmark.run(Device.cpu());
    assertThat(found).hasSize(rows);
    for (BenchRow row : found) {
      assertThat(row.bench()).isEqualTo(benchmark.name());
      assertThat(List.of(row.ours(), row.alternative(), row.ratio()))
          .as("%s", row)
          .allSatisfy(value -> assertThat(value).isFinite().isPositive());
      assertThat(List.of(row.measured(), row.other(), row.unit())).doesNotContain("");
    }
    return found;
  }

  /** Otherwise the two would not be comparable. */
  @Test
  void theBareStepComputesWhatTheLearnerComputes() {
    Dataset dataset = StepCase.TINY.open();
    List<StepCase.Input> inputs = StepCase.TINY.inputs(dataset);
    try (Learner learner = StepCase.TINY.learner(dataset, Device.cpu());
        BareStep bare = StepCase.TINY.bare(dataset.image(), learner, Device.cpu())) {
      float last = 0;
      for (int step = 0; step < 5; step++) {
        float ours = StepOverhead.framework(learner, dataset.image(), inputs, step);
        assertThat(StepOverhead.bare(bare, inputs, step)).isCloseTo(ours, within(1e-4f));
        assertThat(ours).isNotEqualTo(last);
        last = ours;
      }
    }
  }

  @Test
  void enumerationFindsTheBiasAndTheVarianceThatAreKnown() {
    SamplingProblem sampling = SamplingProblem.random(5, 3, 3);
    Estimate ours = sampling.enumerate(GradientEstimator.RAO_BLACKWELL);
    Estimate score = sampling.enumerate(GradientEstimator.SCORE_FUNCTION);
    assertThat(ours.bias()).isLessThan(1e-12);
    assertThat(score.bias()).isLessThan(1e-12);
    assertThat(ours.variance()).isPositive().isLessThan(score.variance());
    assertThat(sampling.enumerate(GradientEstimator.REFERENCE).bias()).isGreaterThan(1e-3);
    // Independent draws: the variance of their mean is a third of one draw's, known in closed form.
    Estimate replaced = sampling.enumerateWithReplacement();
    double[] a = Outcomes.softmax(sampling.scores());
    double[] truth = Outcomes.softmaxGradient(a, sampling.features());
    double variance = 0;
    for (int i = 0; i < a.length; i++) {
      for (int q = 0; q < a.length; q++) {
        double entry = sampling.features()[q] * ((i == q ? 1 : 0) - a[i]);
        variance += a[q] * entry * entry;
      }
      variance -= truth[i] * truth[i];
    }
    assertThat(replaced.bias()).isLessThan(1e-12);
    assertThat(replaced.variance()).isCloseTo(variance / 3, within(1e-12));

    double[] held = Outcomes.softmax(SamplingProblem.concentrated(6, 3, 0.95, 1).scores());
    assertThat(held[0] + held[1] + held[2]).isCloseTo(0.95, within(1e-12));

    BaselineProblem reinforce = BaselineProblem.random(2, 3, 2, 5);
    Estimate leave = reinforce.enumerate(Baseline.LEAVE_ONE_OUT);
    Estimate none = reinforce.enumerate(Baseline.NONE);
    assertThat(leave.bias()).isLessThan(1e-12);
    assertThat(none.bias()).isLessThan(1e-12);
    assertThat(none.error()).isCloseTo(none.variance(), within(1e-12));
    // The batch mean shrinks the gradient by 1/(B·R) of it.
    Estimate mean = reinforce.enumerate(Baseline.BATCH_MEAN);
    double largest = 0;
    for (int b = 0; b < 2; b++) {
      double[] attention = Outcomes.softmax(reinforce.scores()[b]);
      for (double entry : Outcomes.softmaxGradient(attention, reinforce.losses()[b])) {
        largest = Math.max(largest, Math.abs(entry) / 2);
      }
    }
    assertThat(mean.bias()).isCloseTo(largest / 4, within(1e-12));
  }
}
