package io.ats.experiments.trial;

import ai.djl.Device;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
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
    assembly.classifier(); // fails before any data is read if the parts do not fit
    Dataset dataset = assembly.open();
    Device device = Devices.of(label.device());
    if (config.training().pictures() > 0) {
      Drawing.checkFonts();
    }
    try (Learner learner = assembly.learner(device)) {
      Checkpoints checkpoints = new Checkpoints(folder.checkpoint(), learner.manager());
      int done = checkpoints.resume(learner);
      Provenance provenance = Provenance.start(folder, done, dataset, assembly.seeds(), device);
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
      assembly
          .loop(dataset, List.of(maps, provenance, checkpoints, metrics, listener))
          .run(learner, done);
      TrialResult tested = finish(folder, assembly, label, dataset, learner, checkpoints);
      TrialResult result =
          done == checkpoints.history().size() ? TrialEnd.withEarlierCost(folder, tested) : tested;
      provenance.end();
      if (config.training().pictures() > 0) {
        TrialEnd.writeUndrawn(folder, result);
      } else {
        TrialEnd.write(folder, result);
      }
      RunFiles.deleteTree(folder.earlierResult());
      draw(folder, assembly, dataset, learner, checkpoints);
      // Again, now that there are the pictures.
      Drawing.attempt("the checksums of the pictures", () -> TrialEnd.write(folder, result));
      return result;
    }
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
    List<EpochSummary> history = checkpoints.history();
    int epochs = history.size();
    evaluator.warmUp(learner, Split.TEST);
    Evaluator.Timed timed = evaluator.timed(learner, Split.TEST, epochs);
    MetricsRow last = timed.row();
    MetricsRow best = last;
    if (checkpoints.bestEpoch() != epochs) {
      learner.setValues(checkpoints.best());
      best = evaluator.evaluate(learner, Split.TEST, checkpoints.bestEpoch());
    }
    List<MetricsRow> rows = rows(history);
    rows.add(last);
    MetricsCsv.write(folder.metrics(), rows);
    PredictionsCsv.write(folder.predictions(), timed.predictions());
    MetricsRow trained = history.get(epochs - 1).train();
    int images = dataset.size(Split.TEST);
    return new TrialResult(
        assembly.key(label, folder.id()),
        assembly.size(learner.parameterCount(), images),
        Metrics.NONE
            .with(Metric.TRAIN_SECONDS, sum(history, epoch -> epoch.train().seconds()))
            .with(Metric.TRAIN_CPU_SECONDS, sum(history, EpochSummary::trainCpuSeconds))
            .with(Metric.INFERENCE_MS_PER_IMAGE, 1000 * timed.secondsPerImage())
            .with(Metric.PEAK_MEMORY_MB, Memory.peakMb(learner.manager().getDevice())),
        last.metrics()
            .only(kind -> kind != Metric.Kind.EPOCH)
            .with(ClassMetrics.of(timed.predictions()))
            .with(Metric.TRAIN_LOSS, trained.value(Metric.LOSS))
            .with(Metric.TRAIN_ACCURACY, trained.value(Metric.ACCURACY))
            .with(Metric.TEST_ACCURACY, last.value(Metric.ACCURACY))
            .with(Metric.BEST_TEST_ACCURACY, best.value(Metric.ACCURACY)),
        TrialResult.Outcome.ok(epochs, checkpoints.bestEpoch(), dataset.origin()));
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
