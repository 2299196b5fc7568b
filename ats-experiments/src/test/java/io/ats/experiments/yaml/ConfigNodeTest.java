package io.ats.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.yaml.ConfigNode.Mapping;
import io.ats.experiments.yaml.ConfigNode.Scalar;
import io.ats.experiments.yaml.ConfigNode.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigNodeTest {

  @Test
  void scalarsStayTextAndKnowTheirLines() {
    Mapping tree = Yaml.tree("# remark", "rate: 1e-3", "list:", "  - 010", "  - 'null'", "yes:");
    assertThat(tree.entries())
        .containsExactly(
            Map.entry("rate", new Scalar("1e-3", "")),
            Map.entry(
                "list", new Sequence(List.of(new Scalar("010", ""), new Scalar("null", "")), "")),
            Map.entry("yes", new Scalar(null, "")));
    assertThat(tree.get("rate").orElseThrow().source()).isEqualTo("quick.yaml:2");
    ConfigNode list = tree.get("list").orElseThrow();
    assertThat(list.source()).isEqualTo("quick.yaml:3");
    assertThat(((Sequence) list).items().get(1).source()).isEqualTo("quick.yaml:5");
  }

  @Test
  void equalityIgnoresSourceAndKeyOrder() {
    assertThat(Yaml.parse("a: 1", "b: [x]"))
        .isEqualTo(Yaml.parse("", "b: [x]", "a: 1"))
        .hasSameHashCodeAs(Yaml.parse("b: [x]", "a: 1"))
        .isNotEqualTo(Yaml.parse("a: 1", "b: [y]"));
    assertThat(Yaml.parse("a:")).isNotEqualTo(Yaml.parse("a: 'null'"));
  }

  @Test
  void anchorsAndAliasesAreResolved() {
    Mapping tree = Yaml.tree("a: &x {k: 1}", "b: *x");
    assertThat(tree.get("b")).isEqualTo(tree.get("a"));
    assertThat(tree.get("b").orElseThrow().source()).isEqualTo("quick.yaml:2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a remark\n", "\uFEFF"})
  void anEmptyDocumentIsAnEmptyMapping(String text) {
    assertThat(ConfigNode.parse(text, "x.yaml")).isEqualTo(ConfigNode.empty());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() {
    assertThat(ConfigNode.parse("\uFEFFa: 1", "x.yaml")).isEqualTo(Yaml.parse("a: 1"));
  }

  @Test
  void errorsNameFileAndLine() {
    assertError("quick.yaml:3: duplicate key 'a', first at quick.yaml:1", "a: 1", "b: 2", "a: 3");
    assertError("quick.yaml:2: duplicate key 'k', first at quick.yaml:2", "a:", "  {k: 1, k: 2}");
    assertError(
        "quick.yaml:2: not valid YAML: mapping values are not allowed here", "a: 1", "b: c: d");
    assertError(
        "quick.yaml:2: not valid YAML: expected the node content, but found '<stream end>'",
        "a: 1",
        "b: [1,");
    assertError("quick.yaml:2: not valid YAML: but found another document", "a: 1", "---", "b: 2");
    assertError("quick.yaml:2: not valid YAML: character U+0001", "a: 1", "b: \u0001");
    assertError("quick.yaml:1: not valid YAML: found undefined alias x", "a: *x");
    assertError("quick.yaml:2: a key must be text", "a: 1", "[1, 2]: b");
    assertError("quick.yaml:2: an alias refers to a value that contains it", "a: &x", "  b: *x");
  }

  private static void assertError(String message, String... lines) {
    assertThatThrownBy(() -> Yaml.parse(lines))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void filesAreCalledByTheirLastName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my.yaml"), "a: [");
    assertThatThrownBy(() -> ConfigNode.read(file)).hasMessageStartingWith("my.yaml:1: not valid");
    Files.write(file, new byte[] {'a', (byte) 0xff});
    assertThatThrownBy(() -> ConfigNode.read(file)).hasMessage(file + ": not UTF-8 text");
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(() -> ConfigNode.read(missing))
        .isInstanceOf(ConfigException.class)
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> ConfigNode.read(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(folder + ": cannot be read: ");
  }

  @Test
  void nothingIsAnEmptyMappingButTextIsNone() {
    assertThat(Yaml.tree("a:").section("a", "a")).isEqualTo(ConfigNode.empty());
    assertThatThrownBy(() -> Yaml.tree("", "a: 5").section("a", "x.a"))
        .hasMessage("quick.yaml:2: x.a: expected a mapping, got '5'");
    assertThatThrownBy(() -> Yaml.tree("- a"))
        .hasMessage("quick.yaml:1: expected a mapping, got a list");
  }

  @Test
  void mergeKeysAddWhatIsNotGiven() {
    Mapping tree =
        Yaml.tree(
            "a: &a {x: 1, y: 2}",
            "b: &b {y: 3, z: 4}",
            "c: {<<: *a, y: 5}",
            "d: {<<: [*a, *b], w: 6}",
            "e: {'<<': 7}");
    assertThat(tree.get("c")).contains(Yaml.parse("{x: 1, y: 5}"));
    assertThat(tree.get("d")).contains(Yaml.parse("{x: 1, y: 2, z: 4, w: 6}"));
    assertThat(tree.get("e").orElseThrow().mapping("").entries()).containsOnlyKeys("<<");
    assertError("quick.yaml:2: <<: expected a mapping, got '5'", "a: &a 5", "b: {<<: *a}");
  }

  @Test
  void bombsAreRefused() {
    StringBuilder nested = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    StringBuilder maps = new StringBuilder("a0: &a0 {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}\n");
    for (int i = 1; i < 10; i++) {
      String eight = ("*a" + (i - 1) + ", ").repeat(8);
      nested.append("a%d: &a%d [%s]%n".formatted(i, i, eight));
      String below = "*a" + (i - 1);
      maps.append(
          "a%d: &a%d {a: %s, b: %s, c: %s, d: %s, e: %s, f: %s}%n"
              .formatted(i, i, below, below, below, below, below, below));
    }
    assertError(
        "quick.yaml:1: aliases repeat more than 100000 values; write a grid instead",
        nested.toString());
    assertThatThrownBy(() -> Yaml.parse(maps.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("aliases repeat more than 100000 values");
    String large = "x".repeat(10_000_000);
    String unbroken = "more than 100000 characters without a space";
    assertError("quick.yaml:2: " + unbroken, "b: 1", "a: " + large);
    assertError("quick.yaml:1: " + unbroken, "? " + large, ": 1");
    String words = "x ".repeat(500_000) + "x";
    String tooLong = "a text of 1000001 characters; at most 10000 are allowed";
    assertError("quick.yaml:2: " + tooLong, "b: 1", "a: " + words);
    assertError("quick.yaml:1: " + tooLong, "? " + words, ": 1");
    assertThatThrownBy(() -> Yaml.parse("[".repeat(10_000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("epth");
  }
}
