package io.ats.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.results.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VariantRowTest {

  private static final Map<String, String> OPTIONS =
      Map.of(
          "dataset.name", "megapixel-mnist",
          "dataset.noise", "2",
          "selector.name", "ats",
          "selector.entropy", "0.01",
          "encoder.name", "convnet",
          "encoder.channels", "4",
          "training.epochs", "1",
          "training.learning-rate", "0.001");

  /** A trial whose options are those above but for some, {@code key, value, …}. */
  private static Trial trial(String label, long seed, double accuracy, String... changed) {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("seed", Long.toString(seed));
    for (int i = 0; i < changed.length; i += 2) {
      options.put(changed[i], changed[i + 1]);
    }
    Trial made = SampleRun.trial(SampleRun.ok(label, "max", seed, accuracy, accuracy), options);
    return made;
  }

  private static List<String> shown(Trial... trials) {
    return VariantRow.of(List.of(trials)).stream()
        .map(
            row ->
                row.label()
                    + ": "
                    + row.trials().size()
                    + " at "
                    + row.stat(Metric.TEST_ACCURACY).mean())
        .toList();
  }

  @Test
  void trialsThatDifferInAnyOptionAreNotAveraged() {
    assertThat(shown(trial("ats", 0, 0.25), trial("ats", 0, 0.5, "encoder.channels", "8")))
        .containsExactly(
            "ats (encoder.channels=4): 1 at 0.25", "ats (encoder.channels=8): 1 at 0.5");
    assertThat(shown(trial("ats", 0, 0.25), trial("ats", 1, 0.5, "dataset.noise", "0")))
        .containsExactly("ats (dataset.noise=2): 1 at 0.25", "ats (dataset.noise=0): 1 at 0.5");
    assertThat(shown(trial("ats", 0, 0.25), trial("ats", 0, 0.5, "training.epochs", "2")))
        .containsExactly("ats (training.epochs=1): 1 at 0.25", "ats (training.epochs=2): 1 at 0.5");
    assertThat(shown(trial("ats", 0, 0.25), trial("ats", 1, 0.5)))
        .as("nothing but the seed")
        .containsExactly("ats: 2 at 0.375");
  }

  @Test
  void namesEveryOptionThatDiffersWithinWhatIsShown() {
    String[] other = {"selector.entropy", "0.5", "training.learning-rate", "0.05"};
    assertThat(
            VariantRow.of(
                    List.of(
                        trial("ats", 0, 0.1),
                        trial("ats", 1, 0.1),
                        trial("ats", 0, 0.2, other),
                        trial("ats", 1, 0.2, other)))
                .stream()
                .map(row -> row.label().replaceAll(".*\\(", "").replace(")", "").split(", ")))
        .allSatisfy(parts -> assertThat(parts).hasSize(2))
        .anySatisfy(
            parts ->
                assertThat(parts)
                    .containsExactlyInAnyOrder(
                        "selector.entropy=0.5", "training.learning-rate=0.05"));
    assertThat(shown(trial("ats", 0, 0.5, other))).as("alone").containsExactly("ats: 1 at 0.5");
  }

  @Test
  void optionsOfAnotherComponentAreNotListed() {
    assertThat(
            shown(
                trial("ats", 0, 0.25),
                trial("ats", 0, 0.5, "encoder.name", "lenet", "encoder.channels", "6")))
        .containsExactly("ats (encoder=convnet): 1 at 0.25", "ats (encoder=lenet): 1 at 0.5");
  }

  @Test
  void oneConfigurationIsOneRowWhateverItsLabels() {
    assertThat(shown(trial("ats", 0, 0.25), trial("ats entropy=0.01", 1, 0.5)))
        .containsExactly("ats / ats entropy=0.01: 2 at 0.375");
  }

  @Test
  void aSeedCountsOnce() {
    Trial failed =
        SampleRun.trial(SampleRun.failed("ats", "max", 0, "x"), trial("ats", 0, 0.5).options());
    assertThat(shown(failed, trial("ats", 0, 0.5), trial("ats", 0, 0.5), trial("ats", 1, 0.25)))
        .containsExactly("ats: 2 at 0.375");
  }

  @Test
  void aTrialWhoseOptionsAreUnknownIsNotAveraged() {
    Trial a = SampleRun.trial(SampleRun.ok("ats", "max", 0, 0.5, 0.5), Map.of());
    Trial b = SampleRun.trial(SampleRun.ok("ats", "max", 1, 0.25, 0.25), Map.of());
    assertThat(VariantRow.of(List.of(a, b)))
        .hasSize(2)
        .extracting(VariantRow::label)
        .doesNotHaveDuplicates();
  }

  @Test
  void labelsCanBeDrawnAndDiffer() {
    List<VariantRow> rows =
        VariantRow.of(
            Stream.of(
                    "",
                    "four\n\n(ours)",
                    "four (ours)",
                    "a".repeat(20_000),
                    "\u001b[31mred\u0007",
                    "\u202e")
                .map(label -> trial(label, 0, 0.5, "selector.entropy", "" + label.hashCode()))
                .toList());
    assertThat(rows).extracting(VariantRow::label).doesNotHaveDuplicates();
    assertThat(rows)
        .extracting(VariantRow::label)
        .allMatch(label -> label.length() < 200 && !label.isBlank())
        .noneMatch(label -> label.matches("(?s).*\\p{Cntrl}.*"));
  }
}
