package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.statistics.Estimate;
import io.ats.experiments.statistics.PairedDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sample trials have 200 test images, of which a guess is right on 22 %. */
class RankingTest {

  private static final TrialResult A_TRIAL = SampleRun.ok("ats", "max", 0, 0.5, 0.5);

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
                + " (difference 20.0). No claim can be made with 2 seeds: the smallest two-sided p of 2 seeds is 2/2^2 = 0.500."
                + " A claim between any two of 2 variants needs at least 6 fresh seeds.");
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
                + " the smallest two-sided p of 6 seeds is 2/2^6 = 0.0313, Holm-corrected 0.0938."
                + " A claim between any two of 3 variants needs at least 7 fresh seeds. In brackets: ");
    assertThat(ranking().best()).isEmpty();
  }

  @Test
  void namesThoseOverWhichNoClaimCanBeMade() {
    double[] ats = {0.5, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5, 0.6};
    double[] ips = {0.6, 0.5, 0.5, 0.6, 0.5, 0.6, 0.5, 0.52};
    assertThat(with("ats", ats).with("ips", ips).with("uniform", new double[8]).text())
        .contains(
            " of the pixels; higher than uniform, 0.0 ± 0.0 (8) at 12.5 % (difference 55.0 [",
            "); no claim can be made over ips, 54.0 ± 1.8 (8) at 12.5 % (difference 1.0 [-3.7, 4.5], p 1.00).");
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
    VariantRow row = VariantRow.of(SampleRun.trials(List.of(A_TRIAL))).get(0);
    return new VariantPair(row, row, of, corrected, true).verdict();
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
        .containsExactly("No variant is called best: each is alone on its task and images.");
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

  /** The test counts a seed that failed to learn like any other. */
  @Test
  void oneThatFailedOnASeedMayBeBest() {
    double[] ats = {0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.23};
    assertThat(with("ats", ats).with("uniform", new double[8]).text())
        .contains(
            "of the pixels, but of its trials 1/8 are no better than chance; higher than all others,");
    assertThat(ranking().best()).extracting(VariantRow::label).containsExactly("ats");
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
        .isEqualTo("No variant is called best: no two have the same seeds (ats 2, uniform 1).");
  }

  /** One row that lacks a seed does not keep the others from being compared. */
  @Test
  void whoHasOtherSeedsIsLeftOutByName() {
    with("ats", 0.5, 0.6, 0.5, 0.6, 0.5, 0.6, 0.5);
    with("ips", 0.4, 0.5, 0.4, 0.5, 0.4, 0.5, 0.4);
    with("lost", 0.9, 0.9, 0.9);
    assertThat(text())
        .contains(
            "ats, 54.3 ± 2.0 (7)",
            "; higher than all others, next ips",
            "Holm-corrected over 3 pairs")
        .contains(" Not among them, for they lack seeds or have others: lost 3; the rest have 7.");
    assertThat(ranking().best()).extracting(VariantRow::label).containsExactly("ats");
  }

  /** The seeds that are left may be those at which it works. */
  @Test
  void aVariantWithFailedTrialsIsNotCalledHigher() {
    with("ats", 0.5, 0.6, 0.5, 0.6, 0.5, 0.6).with("uniform", 0.3, 0.4, 0.3, 0.4, 0.3, 0.4);
    assertThat(verdicts(Set.of())).containsExactly(Verdict.HIGHER);
    results.add(SampleRun.failed("ats", "max", 6, "x"));
    assertThat(verdicts(Set.of())).containsExactly(Verdict.FAILED);
    assertThat(text()).contains("p 0.0313; trials of one of the two failed)");
    assertThat(ranking().best()).isEmpty();
  }

  /** Pairs that share no two seeds are no tests: Holm's correction is not over them. */
  @Test
  void whoseTrialsAllFailedCostsTheOthersNothing() {
    with("ats", 0.5, 0.6, 0.5, 0.6, 0.5, 0.6).with("uniform", 0.3, 0.4, 0.3, 0.4, 0.3, 0.4);
    results.add(SampleRun.failed("lost", "max", 0, "x"));
    assertThat(text())
        .contains("; higher than all others", "Holm-corrected over 1 pair.", "lost 0; the rest");
  }

  @Test
  void nothingIsClaimedWhileTrialsAreToCome() {
    with("ats", 0.5, 0.6, 0.5, 0.6, 0.5, 0.6).with("uniform", 0.3, 0.4, 0.3, 0.4, 0.3, 0.4);
    assertThat(verdicts(Set.of("other@lite"))).containsExactly(Verdict.HIGHER);
    assertThat(verdicts(Set.of("quick@lite"))).containsExactly(Verdict.UNFINISHED);
    Ranking ranking = Ranking.of(families(Set.of("quick@lite")).get(0));
    assertThat(ranking.text()).contains("next uniform").doesNotContain("higher than all");
    assertThat(ranking.sure()).contains("No claim is made while trials are to come");
    assertThat(ranking.best()).isEmpty();
  }

  private List<Family> families(Set<String> unfinished) {
    return Family.of(VariantRow.of(SampleRun.trials(results)), unfinished);
  }

  private List<Verdict> verdicts(Set<String> unfinished) {
    return families(unfinished).get(0).pairs(Metric.TEST_ACCURACY).stream()
        .map(VariantPair::verdict)
        .toList();
  }

  /** A folder's own images and generated ones may have one configuration but for the path. */
  @Test
  void dataThatIsKnownToDifferIsNotCompared() {
    List<Trial> trials = new ArrayList<>();
    for (String path : List.of("", "/a", "/copy of a")) {
      trials.add(
          SampleRun.trial(
              SampleRun.ok("of " + path, "max", 0, 0.5, 0.9),
              Map.of("dataset.path", path, "dataset.height", "9"),
              new ObjectMapper()
                  .valueToTree(
                      Map.of("data_checksum", path.isEmpty() ? "11111111aa" : "22222222aa"))));
    }
    assertThat(Family.of(VariantRow.of(trials)))
        .extracting(Family::title)
        .containsExactly("checksum 11111111, path", "checksum 22222222, path /a");
    assertThat(Family.of(VariantRow.of(trials)).get(1).rows()).hasSize(2);
    // Another view of the first folder's images has another checksum, and is no other folder.
    trials.add(
        SampleRun.trial(
            SampleRun.ok("from afar", "max", 0, 0.5, 0.9),
            Map.of("dataset.path", "/a", "dataset.height", "9", "dataset.view-scale", "0.1"),
            new ObjectMapper().valueToTree(Map.of("data_checksum", "33333333aa"))));
    assertThat(Family.of(VariantRow.of(trials.subList(1, 4)))).singleElement();
  }

  /** Where no trial has a test accuracy nothing is said of images. */
  @Test
  void nothingIsSaidOfVariantsThatWereNotTested() {
    with("ats", Double.NaN).with("uniform", Double.NaN);
    results.add(SampleRun.ok("ats", "top", 0, Double.NaN, Double.NaN));
    assertThat(Lead.of(Family.of(VariantRow.of(SampleRun.trials(results)))).lines()).isEmpty();
  }

  @Test
  void oneVariantIsNotCompared() {
    assertThat(with("ats", 0.9, 0.9).text()).isEmpty();
  }
}
