package io.ats.experiments.run;

import io.ats.core.data.Split;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.DamagedFileException;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.Metrics;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.TrialLabel;
import io.ats.experiments.yaml.ConfigNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** Records failed trials, each with the reason and what is known of its results. */
public final class Failures {

  private final Resolver resolver;

  /** Creates the recorder. */
  @Inject
  public Failures(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Writes {@code failure.json} of a trial, whose folder must hold its configuration and label. */
  public TrialResult record(TrialFolder folder, String reason) throws IOException {
    Assembly assembly =
        new Assembly(resolver.resolve(RunFiles.parse(folder.config(), ConfigNode::parse)));
    TrialLabel label = Json.read(folder.label(), TrialLabel.class);
    List<MetricsRow> rows = rows(folder);
    List<MetricsRow> train = rows.stream().filter(row -> row.split() == Split.TRAIN).toList();
    Metrics last = train.isEmpty() ? Metrics.NONE : train.get(train.size() - 1).metrics();
    TrialResult result =
        new TrialResult(
            assembly.key(label, folder.id()),
            assembly.size(0, 0),
            Metrics.NONE.with(
                Metric.TRAIN_SECONDS, train.stream().mapToDouble(MetricsRow::seconds).sum()),
            Metrics.NONE
                .with(Metric.TRAIN_LOSS, last.get(Metric.LOSS))
                .with(Metric.TRAIN_ACCURACY, last.get(Metric.ACCURACY)),
            TrialResult.Outcome.failed(train.size(), reason));
    TrialEnd.write(folder, result);
    return result;
  }

  /** Returns the rows of the epochs so far, none if the file is not whole: a failure is told. */
  private static List<MetricsRow> rows(TrialFolder folder) {
    try {
      return RunFiles.exists(folder.metrics()) ? MetricsCsv.read(folder.metrics()) : List.of();
    } catch (DamagedFileException e) {
      return List.of();
    }
  }
}
