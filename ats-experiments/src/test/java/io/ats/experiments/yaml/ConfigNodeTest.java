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
}
