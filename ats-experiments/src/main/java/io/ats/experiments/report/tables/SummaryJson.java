package io.ats.experiments.report.tables;

import io.ats.experiments.report.Facet;
import io.ats.experiments.report.Family;
import io.ats.experiments.report.Lead;
import io.ats.experiments.report.RunData;
import io.ats.experiments.report.VariantPair;
import io.ats.experiments.report.VariantRow;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.Metric;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report says, for programs: numbers of trials, each variant's metrics, and what is claimed
 * of every two on the same seeds. Shares are of 1; a metric that no seed has is left out, a
 * statistic that does not exist is null.
 */
public final class SummaryJson {

  /** A metric over a variant's seeds. */
  private record Number(double mean, Double standardError, double median, int seeds) {

    static Number of(Summary summary) {
      return new Number(
          summary.mean(), finite(summary.standardError()), summary.median(), summary.count());
    }
  }

  private record Variant(
      String variant, Facet on, int seeds, int ok, int atChance, Map<String, Number> metrics) {}

  private record Claim(
      String variant,
      String minus,
      Facet on,
      String metric,
      int seeds,
      double difference,
      Double low,
      Double high,
      Double p,
      Double correctedP,
      String verdict) {}

  private record Report(
      int trials,
      int ok,
      int missing,
      int intervalPercent,
      String sentence,
      List<Variant> variants,
      List<Claim> differences) {}

  private SummaryJson() {}

  /** Returns the file's text. */
  public static String text(RunData data) throws IOException {
    List<VariantRow> rows = VariantRow.of(data.trials());
    return Json.text(
            new Report(
                data.trials().size(),
                (int) data.trials().stream().filter(trial -> trial.result().ok()).count(),
                data.missing(),
                Estimate.LEVEL,
                Lead.of(data.families()).text(),
                rows.stream().map(SummaryJson::variant).toList(),
                claims(data.families())))
        + "\n";
  }

  private static Variant variant(VariantRow row) {
    Map<String, Number> metrics = new LinkedHashMap<>();
    for (Metric metric : Metric.ofResult()) {
      Summary summary = row.stat(metric);
      if (summary.count() > 0 && Double.isFinite(summary.mean())) {
        metrics.put(metric.column(), Number.of(summary));
      }
    }
    return new Variant(
        row.label(),
        row.facet(),
        row.trials().size(),
        row.ok().size(),
        row.chances().reached(),
        metrics);
  }

  private static List<Claim> claims(List<Family> families) {
    List<Claim> claims = new ArrayList<>();
    for (Family family : families) {
      for (Metric metric : Metric.of(kind -> kind == Metric.Kind.TEST)) {
        for (VariantPair pair : family.pairs(metric)) {
          if (pair.difference().seeds() > 1) {
            claims.add(claim(pair, metric));
          }
        }
      }
    }
    return claims;
  }

  private static Claim claim(VariantPair pair, Metric metric) {
    Estimate mean = pair.difference().mean();
    return new Claim(
        pair.a().label(),
        pair.b().label(),
        pair.a().facet(),
        metric.column(),
        pair.difference().seeds(),
        mean.value(),
        finite(mean.low()),
        finite(mean.high()),
        finite(pair.difference().p()),
        finite(pair.corrected()),
        pair.verdict().text());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
