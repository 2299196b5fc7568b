package io.ats.experiments.yaml;

/** Configuration trees of lines of YAML, which messages call {@code quick.yaml}. */
public final class Yaml {

  private Yaml() {}

  /** Returns the tree of a document. */
  public static ConfigNode parse(String... lines) {
    return ConfigNode.parse(String.join("\n", lines), "quick.yaml");
  }

  /** Returns the tree of a document that is a mapping. */
  public static ConfigNode.Mapping tree(String... lines) {
    return parse(lines).mapping("");
  }
}
