package io.ats.experiments.trial;

import ai.djl.Device;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.weights.Pretrained;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.cost.MultiplyAdds;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.PredictionsCsv;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.Checkpoints;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Evaluator;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import io.ats.experiments.yaml.ConfigNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Trains the trial of a folder, from its last checkpoint if there is one, and writes its result:
 * everything that a trial's process does.
 */
public final class TrialRunner {

  private final Resolver resolver;

  /** Creates a runner. */
  @Inject
  public TrialRunner(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Trains, tests and writes the result.
   *
   * @param listener called after steps and epochs, when their files are written
   * @throws io.ats.experiments.train.DivergedException if a loss, logit or metric is not finite
   * @throws IOException if a file cannot be read or written
   */
  public TrialResult run(TrialFolder folder, TrainingListener listener) throws IOException {
    TrialConfig config = resolver.resolve(RunFiles.parse(folder.config(), ConfigNode::parse));
    TrialLabel label = Json.read(folder.label(), TrialLabel.class);
    Assembly assembly = new Assembly(config);
    assembly.requireTrainable(); // fails before any data is read if the parts do not fit
    boolean test = config.training().test();
    Dataset dataset = test ? assembly.open() : new Untested(assembly.open());
    assembly.requireFits(dataset);
    Provenance.requireSameData(folder, dataset);
    Device device = Devices.of(label.device());
    boolean pictured = test && config.training().pictures() > 0;
    if (pictured) {
      Drawing.checkFonts();
    }
    try (Learner learner = assembly.learner(device)) {
      Checkpoints checkpoints = new Checkpoints(folder.checkpoint(), learner.manager());
      int done = checkpoints.resume(learner);
      Optional<Pretrained.Loaded> begun = done == 0 ? assembly.begin(learner) : Optional.empty();
      begun.ifPresent(loaded -> System.out.println(log(loaded)));
      Json.write(folder.data(), DataShape.of(dataset));
      for (Map.Entry<String, String> record : dataset.records().entrySet()) {
        RunFiles.write(folder.root().resolve(record.getKey()), record.getValue());
      }
      Provenance provenance =
          Provenance.start(
              folder,
              done,
              config.training().epochs(dataset.size(Split.TRAIN)),
              dataset,
              assembly.seeds(),
              device,
              begun);
      TrainingListener metrics =
          new TrainingListener() {
            @Override
            public void onEpoch(EpochSummary summary, Learner trained) throws IOException {
              // All rows again: after a kill the file has the rows of the checkpoint's epochs.
              MetricsCsv.write(folder.metrics(), rows(checkpoints.history()));
            }
          };
      // Before the checkpoint, so that no epoch in it lacks its maps or provenance.
      TrainingListener maps =
          new AttentionMaps(dataset, config.training(), assembly.seeds().evaluation(), folder);
      TrainingListener blends =
          new BlendPictures(dataset, config.training(), assembly.seeds().evaluation(), folder);
      assembly
          .loop(dataset, List.of(maps, blends, provenance, checkpoints, metrics, listener))
          .run(learner, done);
      TrialResult tested = finish(folder, assembly, label, dataset, learner, checkpoints);
      TrialResult result =
          done == checkpoints.history().size() ? TrialEnd.withEarlierCost(folder, tested) : tested;
      provenance.end();
      if (pictured) {
        TrialEnd.writeUndrawn(folder, result);
      } else {
        TrialEnd.write(folder, result);
      }
      RunFiles.deleteTree(folder.earlierResult());
      if (pictured) {
        draw(folder, assembly, dataset, learner, checkpoints);
        // Again, now that there are the pictures.
        Drawing.attempt("the checksums of the pictures", () -> TrialEnd.write(folder, result));
      }
      return result;
    }
  }

  /** Returns what the trial's log says of the parameters that the encoder begins with. */
  private static String log(Pretrained.Loaded loaded) {
    return "the encoder begins with the %d parameters of %s (SHA-256 %s); not used of it: %s"
        .formatted(
            loaded.read(),
            loaded.file(),
            loaded.sha256(),
            loaded.unused().isEmpty() ? "none" : String.join(", ", loaded.unused()));
  }

  /** Draws the pictures, of the last epoch. */
  private static void draw(
      TrialFolder folder,
      Assembly assembly,
      Dataset dataset,
      Learner learner,
      Checkpoints checkpoints) {
    int pictures = assembly.config().training().pictures();
    Drawing.attempt(
        "the pictures of " + folder.id(),
        () -> {
          checkpoints.resume(learner); // testing left the values of the best epoch
          TestPictures.write(learner, dataset, pictures, assembly.seeds().evaluation(), folder);
        });
  }

  private static TrialResult finish(
      TrialFolder folder,
      Assembly assembly,
      TrialLabel label,
      Dataset dataset,
      Learner learner,
      Checkpoints checkpoints)
      throws IOException {
    TrialConfig config = assembly.config();
    Evaluator evaluator =
        new Evaluator(
            dataset, config.training().evaluationBatchSize(), assembly.seeds().evaluation());
    boolean test = config.training().test();
    List<EpochSummary> history = checkpoints.history();
    List<MetricsRow> rows = rows(history);
    Split measured = test ? Split.TEST : Split.VALIDATION;
    double seconds = evaluator.secondsPerImage(learner, measured);
    MultiplyAdds multiplyAdds = evaluator.multiplyAdds(learner, measured);
    if (!multiplyAdds.uncounted().isEmpty()) {
      System.out.println(
          "the multiply-adds are left empty, because some cannot be counted: "
              + String.join(", ", multiplyAdds.uncounted()));
    }
    Metrics tested =
        test ? test(config, folder, evaluator, dataset, learner, checkpoints, rows) : Metrics.NONE;
    MetricsCsv.write(folder.metrics(), rows);
    EpochSummary last = history.get(history.size() - 1);
    Metrics skipped =
        dataset.skipped().isEmpty()
            ? Metrics.NONE
            : Metrics.NONE.with(Metric.SKIPPED_FILES, dataset.skipped().size());
    return new TrialResult(
        assembly.key(label, folder.id()),
        assembly.size(learner.parameterCount(), dataset.size(Split.TEST)),
        Metrics.NONE
            .with(Metric.TRAIN_SECONDS, sum(history, epoch -> epoch.train().seconds()))
            .with(Metric.TRAIN_CPU_SECONDS, sum(history, EpochSummary::trainCpuSeconds))
            .with(Metric.INFERENCE_MS_PER_IMAGE, 1000 * seconds)
            .with(Metric.PEAK_MEMORY_MB, Memory.peakMb(learner.manager().getDevice()))
            .with(Metric.MULTIPLY_ADDS_MILLIONS, millions(multiplyAdds))
            .with(tested.only(kind -> kind == Metric.Kind.COST)),
        tested
            .only(kind -> kind != Metric.Kind.COST)
            .with(skipped)
            .with(Metric.TRAIN_LOSS, last.train().value(Metric.LOSS))
            .with(Metric.TRAIN_ACCURACY, last.train().value(Metric.ACCURACY))
            .with(Metric.VALIDATION_ACCURACY, last.validation().value(Metric.ACCURACY))
            .with(Metric.VALIDATION_MAJORITY_SHARE, last.validation().value(Metric.MAJORITY_SHARE))
            .with(Metric.VALIDATION_IMAGES, dataset.size(Split.VALIDATION)),
        TrialResult.Outcome.ok(history.size(), checkpoints.bestEpoch(), dataset.origin()));
  }

  /**
   * Tests the last epoch, whose predictions are written, and the best, whose values the learner
   * then has.
   *
   * @param rows the row of the last epoch is added
   */
  private static Metrics test(
      TrialConfig config,
      TrialFolder folder,
      Evaluator evaluator,
      Dataset dataset,
      Learner learner,
      Checkpoints checkpoints,
      List<MetricsRow> rows)
      throws IOException {
    int epochs = checkpoints.history().size();
    Evaluator.Tested tested = evaluator.tested(learner, Split.TEST, epochs);
    MetricsRow last = tested.row();
    Metrics deletion =
        config.training().deletion() ? evaluator.deletion(learner, epochs) : Metrics.NONE;
    MetricsRow best = last;
    if (checkpoints.bestEpoch() != epochs) {
      learner.setValues(checkpoints.best());
      best = evaluator.evaluate(learner, Split.TEST, checkpoints.bestEpoch());
    }
    rows.add(last);
    PredictionsCsv.write(folder.predictions(), tested.predictions());
    return last.metrics()
        .only(kind -> kind != Metric.Kind.EPOCH)
        .with(deletion)
        .with(ClassMetrics.of(tested.predictions()))
        .with(Metric.TEST_ACCURACY, last.value(Metric.ACCURACY))
        .with(Metric.BEST_TEST_ACCURACY, best.value(Metric.ACCURACY));
  }

  private static double millions(MultiplyAdds of) {
    return of.uncounted().isEmpty() ? of.count() / 1e6 : Double.NaN;
  }

  private static double sum(List<EpochSummary> history, ToDoubleFunction<EpochSummary> seconds) {
    return history.stream().mapToDouble(seconds).sum();
  }

  private static List<MetricsRow> rows(List<EpochSummary> history) {
    List<MetricsRow> rows = new ArrayList<>();
    history.forEach(epoch -> rows.addAll(List.of(epoch.train(), epoch.validation())));
    return rows;
  }
}
