package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sample trials have 200 test images, of which a guess is right on 22 %. */
class RankingTest {

  private final List<TrialResult> results = new ArrayList<>();

  private RankingTest with(String variant, double... accuracies) {
    for (int seed = 0; seed < accuracies.length; seed++) {
      results.add(SampleRun.ok(variant, "max", seed, accuracies[seed], 0.99));
    }
    return this;
  }

  private Ranking ranking() {
    return Ranking.of(Family.of(VariantRow.of(SampleRun.trials(results))).get(0));
  }

  private String text() {
    return (ranking().text() + " " + ranking().sure()).strip();
  }

  @Test
  void noClaimIsMadeUnderSixSeeds() {
    assertThat(with("ats", 0.5, 0.6).with("uniform", 0.3, 0.4).text())
        .isEqualTo(
            "Highest test accuracy after the last epoch (in %, mean ± standard error (seeds)): ats,"
                + " 55.0 ± 5.0 (2) at 12.5 % of the pixels; next uniform, 35.0 ± 5.0 (2) at 12.5 %"
                + " (difference 20.0). No claim can be made with 2 seeds: the smallest two-sided p of 2 seeds is 2/2^2 = 0.500.");
    assertThat(ranking().best()).isEmpty();
  }

  /** The means of the three differ by rounding alone. */
  @Test
  void equalOnesAreAsHigh() {
    assertThat(
            with("ats", 0.858, 0.696, 0.754)
                .with("ips", 0.878, 0.676, 0.754)
                .with("top", 0.858, 0.696, 0.754)
                .text())
        .contains(
            "; as high ips, 76.9 ± 5.9 (3) at 12.5 % (difference 0.0), top, 76.9 ± 4.7 (3) at 12.5 %"
                + " (difference 0.0).");
  }

  @Test
  void namesWhatSixSeedsAgreeOn() {
    assertThat(
            with("ats", 0.5, 0.6, 0.5, 0.6, 0.5, 0.6)
                .with("uniform", 0.3, 0.4, 0.3, 0.4, 0.3, 0.4)
                .text())
        .isEqualTo(
            "Highest test accuracy after the last epoch (in %, mean ± standard error (seeds)): ats,"
                + " 55.0 ± 2.2 (6) at 12.5 % of the pixels; higher than all others, next uniform,"
                + " 35.0 ± 2.2 (6) at 12.5 % (difference 20.0 [20.0, 20.0], p 0.0313). In brackets: 95 % BCa bootstrap"
                + " interval over the seeds, sign-flip p, Holm-corrected over 1 pair.");
    assertThat(ranking().best()).extracting(VariantRow::label).containsExactly("ats");
  }

  /** Three pairs: 3 · 2/2⁶ is above 5 %, even if all seeds agree. */
  @Test
  void sixSeedsAreTooFewForThreeVariants() {
    assertThat(
            with("ats", 0.5, 0.6, 0.5, 0.6, 0.5, 0.6)
                .with("ips", 0.4, 0.5, 0.4, 0.5, 0.4, 0.5)
                .with("uniform", 0.3, 0.4, 0.3, 0.4, 0.3, 0.4)
                .text())
        .contains(
            "next ips, 45.0 ± 2.2 (6) at 12.5 % (difference 10.0 [10.0, 10.0], p 0.0938). No claim can be made with 6 seeds and 3 pairs of variants:"
                + " the smallest two-sided p of 6 seeds is 2/2^6 = 0.0313, Holm-corrected 0.0938.");
    assertThat(ranking().best()).isEmpty();
  }

  @Test
  void namesThoseOverWhichNoClaimCanBeMade() {
    double[] ats = {0.5, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5, 0.6};
    double[] ips = {0.6, 0.5, 0.5, 0.6, 0.5, 0.6, 0.5, 0.52};
    assertThat(with("ats", ats).with("ips", ips).with("uniform", new double[8]).text())
        .contains(
            "; no claim can be made over ips, 54.0 ± 1.8 (8) at 12.5 % (difference 1.0 [-3.7, 4.5], p 1.00)")
        .doesNotContain("uniform");
    assertThat(ranking().best()).extracting(VariantRow::label).containsExactly("ats", "ips");
  }

  @Test
  void aClaimNeedsIntervalAndTest() {
    assertThat(verdict(0.1, 0.01, 0.2, 0.05)).isEqualTo(Verdict.HIGHER);
    assertThat(verdict(-0.1, -0.2, -0.01, 0.05)).isEqualTo(Verdict.LOWER);
    assertThat(verdict(0.1, 0.01, 0.2, 0.051)).isEqualTo(Verdict.NO_CLAIM);
    assertThat(verdict(0.1, 0, 0.2, 0.01)).isEqualTo(Verdict.NO_CLAIM);
    assertThat(verdict(0.1, Double.NaN, Double.NaN, Double.NaN)).isEqualTo(Verdict.NO_CLAIM);
  }

  private static Verdict verdict(double mean, double low, double high, double corrected) {
    PairedDifference of = new PairedDifference(new Estimate(mean, low, high), 0.01, 8);
    return new VariantPair(null, null, of, corrected).verdict();
  }

  /** A task is of its own, and so are images that were made otherwise. */
  @Test
  void whatIsOnOtherImagesIsNotCompared() {
    List<Trial> trials = new ArrayList<>();
    for (int seed = 0; seed < 6; seed++) {
      for (String variant : List.of("ats", "uniform")) {
        double accuracy = variant.equals("ats") ? 0.5 : 0.3;
        trials.add(SampleRun.trial(SampleRun.ok(variant, "top", seed, accuracy, 0.9)));
        for (String side : List.of("192", "384")) {
          trials.add(
              SampleRun.trial(
                  SampleRun.ok(variant + " of " + side, "max", seed, accuracy, 0.9),
                  Map.of("selector.name", variant, "dataset.height", side)));
        }
      }
    }
    List<Family> families = Family.of(VariantRow.of(trials));
    assertThat(families)
        .extracting(Family::title)
        .containsExactly("top", "max, height 192", "max, height 384");
    Lead lead = Lead.of(families);
    assertThat(lead.lines()).hasSize(3);
    assertThat(lead.lines().get(1)).startsWith("max, height 192: Highest test accuracy");
    assertThat(lead.sure()).as("the same of all").endsWith("Holm-corrected over 1 pair.");
    for (Family family : families) {
      assertThat(family.pairs(Metric.TEST_ACCURACY))
          .singleElement()
          .satisfies(pair -> assertThat(pair.corrected()).isEqualTo(2 / 64.0));
      assertThat(Ranking.of(family).text()).contains("higher than all others, next uniform");
    }
  }

  @Test
  void whatACostIsKnownOfIsSaid() {
    for (int seed = 0; seed < 2; seed++) {
      results.add(
          SampleRun.ok("ats", "max", seed, 0.5, 0.9).withCost(Metric.MULTIPLY_ADDS_MILLIONS, 8.45));
    }
    assertThat(with("uniform", 0.3, 0.4).text())
        .contains(
            "ats, 50.0 ± 0.0 (2) at 12.5 % of the pixels and 8.45 million multiply-adds an image;"
                + " next uniform, 35.0 ± 5.0 (2) at 12.5 % (difference 15.0).");
  }

  /** Where data lies and how it is viewed leaves the images as they are. */
  @Test
  void viewsOfTheSameImagesAreCompared() {
    List<Trial> trials = new ArrayList<>();
    for (String noise : List.of("0", "1")) {
      trials.add(
          SampleRun.trial(
              SampleRun.ok("noise " + noise, "max", 0, 0.5, 0.9),
              Map.of("dataset.proxy-noise", noise, "dataset.path", noise, "dataset.height", "9")));
    }
    assertThat(Family.of(VariantRow.of(trials))).singleElement();
    trials.add(
        SampleRun.trial(SampleRun.ok("alone", "max", 0, 0.9, 0.9), Map.of("dataset.height", "10")));
    assertThat(Family.of(VariantRow.of(trials))).hasSize(2);
    assertThat(Lead.of(Family.of(VariantRow.of(trials.subList(1, 3)))).lines())
        .containsExactly("No variant is called best: none has the images of another.");
  }

  /** What is said of both would not tell of which it is. */
  @Test
  void howSureStandsWithEachFamilyIfItDiffers() {
    with("ats", 0.5, 0.6).with("uniform", 0.3, 0.4);
    for (String variant : List.of("ats", "uniform")) {
      results.add(SampleRun.ok(variant, "top", 0, variant.equals("ats") ? 0.5 : 0.4, 0.9));
    }
    Lead lead = Lead.of(Family.of(VariantRow.of(SampleRun.trials(results))));
    assertThat(lead.lines().get(0)).startsWith("max: ").contains("No claim can be made with 2");
    assertThat(lead.lines().get(1)).startsWith("top: ").contains("No claim can be made with 1");
    assertThat(lead.sure()).isEmpty();
  }

  @Test
  void noneIsBestAtChance() {
    assertThat(with("ats", 0.24, 0.23).with("uniform", 0.2, 0.2).text())
        .isEqualTo(
            "No variant is called best: the highest test accuracy after the last epoch is that of"
                + " ats, 23.5 ± 0.5 (2) %, but of its trials 2/2 are no better than chance.");
  }

  @Test
  void noneIsBestWithOtherSeeds() {
    assertThat(with("ats", 0.9, 0.9).with("uniform", 0.3).text())
        .isEqualTo(
            "No variant is called best: they do not have the same seeds (ats 2, uniform 1).");
  }

  @Test
  void oneVariantIsNotCompared() {
    assertThat(with("ats", 0.9, 0.9).text()).isEmpty();
  }
}
