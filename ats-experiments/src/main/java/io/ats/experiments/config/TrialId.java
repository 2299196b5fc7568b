package io.ats.experiments.config;

import io.ats.datasets.scene.Fingerprint;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A trial's identifier: a readable slug and a hash of its configuration. */
public final class TrialId {

  private static final int SLUG_LENGTH = 60;
  private static final int HASH_DIGITS = 10;

  private TrialId() {}

  /**
   * Returns {@code dataset-task-selector-aggregator-seedN-hash}. The task is included if the
   * dataset has this option; the hash is the first 10 hexadecimal digits of the SHA-256 of the
   * canonical YAML.
   */
  public static String of(TrialConfig resolved) {
    return of(resolved.tree());
  }

  /** Returns the same for a trial's tree, {@link TrialConfig#tree}. */
  public static String of(ConfigNode.Mapping tree) {
    String front =
        Stream.of(
                value(tree, "dataset", "name"),
                value(tree, "dataset", "task"),
                value(tree, "selector", "name"),
                value(tree, "aggregator", "name"))
            .flatMap(Optional::stream)
            .map(TrialId::plain)
            .collect(Collectors.joining("-"));
    String back = "-seed" + ConfigWriter.inline(tree.get("seed").orElseThrow());
    String slug = cut(front, SLUG_LENGTH - back.length()) + back;
    return slug
        + "-"
        + Fingerprint.sha256(digest -> Fingerprint.add(digest, ConfigWriter.yaml(tree)))
            .substring(0, HASH_DIGITS);
  }

  private static Optional<String> value(ConfigNode.Mapping tree, String section, String key) {
    return tree.section(section, section).get(key).map(ConfigWriter::inline);
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length).replaceAll("-$", "");
  }
}
