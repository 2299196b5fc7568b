package io.ats.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TreesTest {

  @Test
  void mappingsMergeAndAllElseIsReplaced() {
    ConfigNode merged =
        Trees.merge(
            Yaml.parse("a: {x: 1, y: 2}", "list: [1, 2]", "b: {k: 1}", "c: 1"),
            Yaml.parse("a: {y: 3, z: 4}", "list: [3]", "b: 5", "d: 6"));
    assertThat(merged)
        .isEqualTo(Yaml.parse("a: {x: 1, y: 3, z: 4}", "list: [3]", "b: 5", "c: 1", "d: 6"));
    assertThat(((ConfigNode.Mapping) merged).entries().keySet())
        .containsExactly("a", "list", "b", "c", "d");
  }

  @Test
  void anotherNameReplacesTheWholeComponent() {
    ConfigNode base = Yaml.parse("selector: {name: ats, patches: 8}");
    assertThat(Trees.merge(base, Yaml.parse("selector: {name: whole-image}")))
        .isEqualTo(Yaml.parse("selector: {name: whole-image}"));
    assertThat(Trees.merge(base, Yaml.parse("selector: {name: ats, gradient: reference}")))
        .isEqualTo(Yaml.parse("selector: {name: ats, patches: 8, gradient: reference}"));
    assertThat(Trees.merge(base, Yaml.parse("selector: {patches: 4}")))
        .isEqualTo(Yaml.parse("selector: {name: ats, patches: 4}"));
    assertThat(Trees.merge(Yaml.parse("s: {patches: 4}"), Yaml.parse("s: {name: ats}")))
        .isEqualTo(Yaml.parse("s: {patches: 4, name: ats}"));
  }

  @Test
  void valuesKeepTheirOwnSources() {
    ConfigNode.Mapping merged = Trees.merge(Yaml.tree("a: {x: 1}"), Yaml.tree("", "", "a: {y: 2}"));
    ConfigNode.Mapping a = merged.section("a", "a");
    assertThat(a.entries().get("x").source()).isEqualTo("quick.yaml:1");
    assertThat(a.entries().get("y").source()).isEqualTo("quick.yaml:3");
    assertThat(Trees.merge(merged, ConfigNode.empty())).isSameAs(merged);
  }

  @Test
  void dottedPathsBuildMappings() {
    ConfigNode.Scalar five = new ConfigNode.Scalar("5", "--set training.epochs=5");
    ConfigNode.Mapping tree = Trees.at("training.epochs", five);
    assertThat(tree).isEqualTo(Yaml.parse("training: {epochs: 5}"));
    assertThat(tree.source()).isEqualTo("--set training.epochs=5");
  }

  @Test
  void leavesHaveDottedKeys() {
    assertThat(Trees.leaves(Yaml.tree("a: {b: {c: 1}, d: [x, 'y z, w']}", "e:")))
        .isEqualTo(Map.of("a.b.c", "1", "a.d", "[x, \"y z, w\"]", "e", "null"));
  }
}
