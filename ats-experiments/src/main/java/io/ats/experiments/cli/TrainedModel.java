package io.ats.experiments.cli;

import io.ats.experiments.config.Resolver;
import io.ats.experiments.train.KeptEpoch;
import io.ats.experiments.trial.CompleteTrial;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which trained model a command uses: a trial's, after the last or the best epoch. */
final class TrainedModel {

  @Parameters(
      index = "0",
      paramLabel = "TRIAL_DIR",
      description = "A trial's folder: RUN/trials/ID.")
  private Path trial;

  @Option(
      names = "--checkpoint",
      paramLabel = "last|best",
      defaultValue = "last",
      description = {
        "last: after the last epoch, as predictions.csv and test_accuracy are (default);",
        "best: after the epoch best on validation, as best_test_accuracy is."
      })
  private KeptEpoch kept;

  CompleteTrial read(Resolver resolver) throws IOException {
    return CompleteTrial.read(trial, resolver);
  }

  KeptEpoch kept() {
    return kept;
  }

  /** Returns which model it is, for people. */
  String epoch(CompleteTrial complete, long epoch) {
    return "%s after epoch %d of %d (%s)"
        .formatted(
            complete.folder().id(),
            epoch,
            complete.result().outcome().epochs(),
            kept == KeptEpoch.LAST ? "the last" : "the best on validation");
  }
}
