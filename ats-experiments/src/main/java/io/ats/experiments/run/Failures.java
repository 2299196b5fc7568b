package io.ats.experiments.run;

import io.ats.core.ImageSpec;
import io.ats.experiments.config.Components;
import io.ats.experiments.config.ConfigNode;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.MetricsCsv;
import io.ats.experiments.results.MetricsRow;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.trial.TrialLabel;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Records why a trial failed, as a row with what is known of it. */
public final class Failures {

  private final Resolver resolver;

  /** Creates the recorder. */
  @Inject
  public Failures(Resolver resolver) {
    this.resolver = resolver;
  }

  /** Writes {@code failure.json} of a trial whose folder has its configuration and label. */
  public TrialResult record(TrialFolder folder, String reason) throws IOException {
    TrialConfig config = TrialConfig.of(ConfigNode.read(folder.config()));
    TrialLabel label = Json.read(folder.label(), TrialLabel.class);
    Components components = resolver.components(config);
    ImageSpec image = components.dataset().image();
    List<MetricsRow> rows =
        Files.exists(folder.metrics()) ? MetricsCsv.read(folder.metrics()) : List.of();
    List<MetricsRow> train = rows.stream().filter(row -> row.split().equals("train")).toList();
    MetricsRow last = train.isEmpty() ? null : train.get(train.size() - 1);
    TrialResult result =
        new TrialResult(
            label.suite(),
            folder.id(),
            components.selector().name(),
            components.dataset().name(),
            components.aggregator().name(),
            components.encoder().name(),
            config.seed(),
            "failed",
            train.size(),
            last == null ? Double.NaN : last.loss(),
            last == null ? Double.NaN : last.accuracy(),
            Double.NaN,
            Double.NaN,
            train.stream().mapToDouble(MetricsRow::seconds).sum(),
            Double.NaN,
            Double.NaN,
            0,
            components.selector().patches(image),
            components.selector().patchSizeText(image),
            image.height(),
            image.width(),
            components.dataset().task().name(),
            label.variant(),
            0,
            Double.NaN,
            Double.NaN,
            0,
            Double.NaN,
            "",
            label.preset(),
            reason);
    Json.write(folder.failure(), result);
    return result;
  }
}
