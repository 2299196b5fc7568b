package io.ats.experiments.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.inject.Injector;
import io.ats.experiments.cli.Main;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.yaml.Numbers;
import io.ats.experiments.yaml.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code docs/sources.md} says is the source's is so in the suites. */
class SourceSettingsTest {

  private static final Path DOCS = Path.of("../docs");
  private static final String PRESET = "paper";

  private static final Injector INJECTOR = Main.injector(List.of());

  /** Expanded suites: many settings are those of the same trials. */
  private static final Map<String, List<PlannedTrial>> TRIALS = new HashMap<>();

  /** A row of a table: which, and its last cell. */
  private record Row(String place, String mark) {

    boolean same() {
      return mark.startsWith("same");
    }
  }

  /** A setting by its place, and one way to check it. */
  private record Check(String place, JsonNode node) {}

  /** Returns the rows of the tables of settings, which have four cells. */
  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    String table = "";
    String part = "";
    for (String line : Files.readAllLines(DOCS.resolve("sources.md"))) {
      if (line.startsWith("## ")) {
        table = line.substring(3);
        part = "";
      }
      String[] cells = line.startsWith("| ") ? line.strip().split(" \\| ") : new String[0];
      if (line.startsWith("| **")) {
        part = cells[0].split("\\*\\*")[1];
      } else if (cells.length == 4) {
        String mark = cells[3].replaceFirst("\\s*\\|$", "");
        rows.add(new Row(place(table, part, cells[0].substring(2)), mark));
      }
    }
    return rows;
  }

  private static String place(String table, String part, String setting) {
    return table + " / " + part + " / " + setting;
  }

  private static List<Check> checks() throws IOException {
    List<Check> checks = new ArrayList<>();
    JsonNode all = new YAMLMapper().readTree(DOCS.resolve("sources.yaml").toFile());
    all.properties()
        .forEach(
            table ->
                table
                    .getValue()
                    .properties()
                    .forEach(
                        part ->
                            part.getValue()
                                .properties()
                                .forEach(
                                    setting -> {
                                      String place =
                                          place(table.getKey(), part.getKey(), setting.getKey());
                                      JsonNode value = setting.getValue();
                                      if (value.isArray()) {
                                        value.forEach(one -> checks.add(new Check(place, one)));
                                      } else {
                                        checks.add(new Check(place, value));
                                      }
                                    })));
    return checks;
  }

  @Test
  void everyRowThatIsMarkedSameIsCheckedAndNoOther() throws IOException {
    Set<String> same =
        rows().stream()
            .filter(Row::same)
            .map(Row::place)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> checked =
        checks().stream().map(Check::place).collect(Collectors.toCollection(LinkedHashSet::new));
    assertThat(same).hasSizeGreaterThan(100);
    assertThat(checked).containsExactlyInAnyOrderElementsOf(same);
    assertThat(rows().stream().filter(Row::same)).as("no place twice").hasSize(same.size());
  }

  @TestFactory
  Stream<DynamicTest> theSuitesHaveTheSourcesSettings() throws IOException {
    Set<String> tests = tests();
    List<Check> checks = checks();
    return IntStream.range(0, checks.size())
        .mapToObj(
            i -> {
              Check check = checks.get(i);
              return DynamicTest.dynamicTest(
                  check.place() + " (" + i + ")", () -> assertHolds(check, tests));
            });
  }

  private static void assertHolds(Check check, Set<String> tests) {
    if (check.node().has("shown-by")) {
      assertThat(tests).contains(check.node().get("shown-by").textValue());
      return;
    }
    List<String> only =
        StreamSupport.stream(check.node().path("only").spliterator(), false)
            .map(JsonNode::textValue)
            .toList();
    String suite = check.node().get("in").textValue();
    List<PlannedTrial> trials = TRIALS.computeIfAbsent(suite + only, any -> expand(suite, only));
    assertThat(trials).isNotEmpty();
    Map<String, String> expected = new LinkedHashMap<>();
    check
        .node()
        .get("options")
        .properties()
        .forEach(option -> expected.put(option.getKey(), text(option.getValue())));
    assertThat(expected).isNotEmpty();
    for (PlannedTrial trial : trials) {
      Map<String, String> found = Trees.leaves(trial.config().tree());
      expected.forEach(
          (key, value) ->
              assertThat(found.get(key))
                  .as(
                      "%s@%s %s: %s, the source's is %s",
                      suite, PRESET, trial.variant(), key, value)
                  .satisfies(own -> assertThat(Numbers.same(String.valueOf(own), value)).isTrue()));
    }
  }

  private static List<PlannedTrial> expand(String suite, List<String> only) {
    return INJECTOR
        .getInstance(SuiteExpansion.class)
        .expand(INJECTOR.getInstance(Suites.class).load(suite), PRESET, only, List.of());
  }

  /** Returns a value's text; of a list, as the canonical configuration has it. */
  private static String text(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(SourceSettingsTest::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.asText();
  }

  /** Returns the names of all test classes. */
  private static Set<String> tests() throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (String module :
        List.of("ats-core", "ats-topk", "ats-saccade", "ats-datasets", "ats-experiments")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith("Test.java"))
            .forEach(name -> names.add(name.replace(".java", "")));
      }
    }
    return names;
  }
}
