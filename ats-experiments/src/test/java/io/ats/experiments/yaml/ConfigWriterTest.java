package io.ats.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.objective.ObjectiveOptions;
import io.ats.experiments.config.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWriterTest {

  record Text(String value, List<String> values) {}

  record Number(double value) {}

  @Test
  void theTextIsCanonical() {
    assertThat(ConfigWriter.yaml(TrainingConfig.DEFAULTS))
        .isEqualTo(
            """
            epochs: 10
            steps: 0
            batch-size: 16
            micro-batch: 0
            recompute: 0
            learning-rate: 0.001
            selector-learning-rate: 0
            optimizer: adam
            momentum: 0.9
            beta1: 0.9
            selector-beta1: 0
            weight-decay: 0
            schedule: constant
            warmup: 0
            milestones: []
            step-factor: 0.1
            clip-norm: 1
            clip-value: 0
            evaluation-batch-size: 32
            pictures: 6
            picture-every: 0
            test: true
            deletion: false
            balance: none
            augmentation:
              flip: false
              rotate: false
              translation: 0
              translation-probability: 1
              gain: 0
              bias: 0
              colour-probability: 1
              jitter: 0
            """);
    assertThat(ConfigWriter.yaml(ObjectiveOptions.DEFAULTS))
        .isEqualTo(
            """
            score-function:
              reward: loss
              baseline: leave-one-out
              weight: 1
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "0.001,0.001",
    "10,10",
    "0.1,0.1",
    "-2.5,-2.5",
    "1e-6,0.000001",
    "1e-7,1e-7",
    "2e-23,2e-23",
    "2e23,2e23",
    "123456789,123456789",
    "1.5e16,1.5e16",
    "4.9e-324,5e-324",
    "-0.0,0",
    "0.30000000000000004,0.30000000000000004"
  })
  void numbersAreShort(double value, String text) {
    assertThat(ConfigWriter.yaml(new Number(value))).isEqualTo("value: " + text + "\n");
  }

  @Test
  void anyNumberComesBack() {
    Random random = new Random(1);
    for (int i = 0; i < 4_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(roundTrip(new Number(value))).isEqualTo(new Number(value));
      }
    }
    assertThatThrownBy(() -> ConfigWriter.yaml(new Number(Double.NaN)))
        .hasMessage("a configured number must be finite, got NaN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "a b",
        " a",
        "a ",
        "null",
        "Null",
        "~",
        "true",
        "10",
        "-",
        "- a",
        "--- a",
        "---",
        "...",
        "a: b",
        "a:",
        "a #b",
        "#a",
        "a, b",
        "[a",
        "{a",
        "*a",
        "&a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`",
        "\"",
        "'",
        "it's",
        "\\n",
        "a\nb",
        "\t",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "é×",
        "\uD83D\uDE00",
        "=",
        "<<",
        "?",
        "? a",
        "ats (reference gradient)",
        "https://a.b/c?d=e",
        "\r\n",
        "\u007f",
        "1:30"
      })
  void anyTextComesBack(String text) {
    Text record = new Text(text, List.of(text, "x", text));
    assertThat(roundTrip(record)).isEqualTo(record);
    ConfigNode.Mapping keyed =
        new ConfigNode.Mapping(Map.of(text, new ConfigNode.Scalar(text, "")), "");
    assertThat(ConfigNode.parse(ConfigWriter.yaml(keyed), "x")).isEqualTo(keyed);
  }

  @Test
  void randomTextComesBack() {
    Random random = new Random(2);
    String letters = "ab1 -:#,[]{}&*!|>'\"%@`?~\\\n\t.=é\u2029";
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      Text record = new Text(text.toString(), List.of(text.toString()));
      assertThat(roundTrip(record)).isEqualTo(record);
    }
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> R roundTrip(R record) {
    Record defaults = record instanceof Number ? new Number(1) : new Text("", List.of());
    String yaml = ConfigWriter.yaml(record);
    return (R) RecordBinder.bind(ConfigNode.parse(yaml, "x.yaml"), defaults, "");
  }

  @Test
  void textIsQuotedOnlyWhereItMustBe() {
    assertThat(ConfigWriter.yaml(new Text("ats (reference gradient)", List.of("a", "b, c", "-"))))
        .isEqualTo("value: ats (reference gradient)\nvalues: [a, \"b, c\", \"-\"]\n");
  }

  @Test
  void anyTreeComesBack() {
    ConfigNode.Mapping tree =
        Yaml.tree(
            "empty: {}",
            "none:",
            "list: []",
            "rows:",
            "  - {name: a, options: {deep: [1, 2]}}",
            "  - [[1, 2], [{a: 1, b: {c: 2}}, x]]",
            "  - text",
            "  - {}",
            "  -",
            "    - - a: 1",
            "last: {a: {b: {c: d}}}");
    String yaml = ConfigWriter.yaml(tree);
    assertThat(ConfigNode.parse(yaml, "x.yaml")).isEqualTo(tree);
    assertThat(ConfigWriter.yaml(ConfigNode.parse(yaml, "x.yaml").mapping(""))).isEqualTo(yaml);
    assertThat(ConfigWriter.yaml(ConfigNode.empty())).isEqualTo("{}\n");
  }

  @Test
  void aSequenceOfMappingsReadsWell() {
    assertThat(ConfigWriter.yaml(Yaml.tree("rows: [{id: a, config: {x: 1}}, {id: b}]")))
        .isEqualTo(
            """
            rows:
              - id: a
                config:
                  x: 1
              - id: b
            """);
  }

  @Test
  void theTrialsOwnRecordsComeBack() {
    List<Record> records = new ArrayList<>();
    records.add(TrainingConfig.DEFAULTS);
    records.add(ObjectiveOptions.DEFAULTS);
    for (Record record : records) {
      ConfigNode node = ConfigNode.parse(ConfigWriter.yaml(record), "x.yaml");
      assertThat(RecordBinder.bind(node, record, "")).isEqualTo(record);
    }
  }
}
