package io.ats.experiments.trial;

import ai.djl.Device;
import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Split;
import io.ats.experiments.config.Components;
import io.ats.experiments.config.ConfigNode;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.train.Checkpoints;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Evaluation;
import io.ats.experiments.train.Evaluator;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.TrainingListener;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trains the trial of a folder from wherever it stands to its result: the whole of a trial's
 * process.
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
   * @param listener is told of steps and epochs, after the files are written
   * @throws io.ats.experiments.train.DivergedException if the loss is no longer finite
   * @throws IOException if a file cannot be read or written
   */
  public TrialResult run(TrialFolder folder, TrainingListener listener) throws IOException {
    TrialConfig config = TrialConfig.of(ConfigNode.read(folder.config()));
    TrialLabel label = Json.read(folder.label(), TrialLabel.class);
    Assembly assembly = new Assembly(config, resolver.components(config));
    assembly.classifier(); // says what does not fit before anything is read
    Dataset dataset = assembly.open();
    Device device = Devices.of(label.device());
    Map<String, Object> provenance = Provenance.of(dataset, assembly.seeds(), device);
    Json.write(folder.provenance(), provenance);
    try (Learner learner = assembly.learner(device)) {
      Checkpoints checkpoints = new Checkpoints(folder.checkpoint(), learner.manager());
      int done = checkpoints.resume(learner);
      TrainingListener metrics =
          new TrainingListener() {
            @Override
            public void onEpoch(EpochSummary summary, Learner trained) throws IOException {
              MetricsFile.write(folder.metrics(), checkpoints.history(), List.of());
            }
          };
      // Before the checkpoint, so that no epoch that it counts lacks its maps.
      TrainingListener maps =
          new AttentionMaps(dataset, config.training(), assembly.seeds().evaluation(), folder);
      assembly.loop(dataset, List.of(maps, checkpoints, metrics, listener)).run(learner, done);
      TrialResult result = finish(folder, assembly, label, dataset, learner, checkpoints);
      provenance.put("ended", Instant.now().toString());
      provenance.put("resumed_after_epoch", done);
      Json.write(folder.provenance(), provenance);
      Json.write(folder.result(), result);
      return result;
    }
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
    Evaluation last = evaluator.evaluate(learner, Split.TEST);
    TestPictures.write(
        learner, dataset, config.training().pictures(), assembly.seeds().evaluation(), folder);
    List<EpochSummary> history = checkpoints.history();
    Evaluation best = last;
    if (checkpoints.bestEpoch() != history.size()) {
      learner.setValues(checkpoints.best());
      best = evaluator.evaluate(learner, Split.TEST);
    }
    MetricsFile.write(folder.metrics(), history, List.of(last));
    return result(folder, assembly, label, dataset, learner, checkpoints, last, best);
  }

  private static TrialResult result(
      TrialFolder folder,
      Assembly assembly,
      TrialLabel label,
      Dataset dataset,
      Learner learner,
      Checkpoints checkpoints,
      Evaluation last,
      Evaluation best) {
    List<EpochSummary> history = new ArrayList<>(checkpoints.history());
    EpochSummary end = history.get(history.size() - 1);
    Components components = assembly.components();
    ImageSpec image = assembly.image();
    return new TrialResult(
        label.suite(),
        folder.id(),
        components.selector().name(),
        components.dataset().name(),
        components.aggregator().name(),
        components.encoder().name(),
        assembly.config().seed(),
        "ok",
        history.size(),
        end.trainLoss(),
        end.trainAccuracy(),
        last.accuracy(),
        best.accuracy(),
        history.stream().mapToDouble(EpochSummary::trainSeconds).sum(),
        1000 * last.seconds() / last.images(),
        Memory.peakMb(learner.manager().getDevice()),
        learner.parameterCount(),
        components.selector().patches(image),
        components.selector().patchSizeText(image),
        image.height(),
        image.width(),
        dataset.task().name(),
        label.variant(),
        checkpoints.bestEpoch(),
        last.entropy(),
        last.onObjects(),
        last.images(),
        last.majorityShare(),
        dataset.origin(),
        label.preset(),
        "");
  }
}
