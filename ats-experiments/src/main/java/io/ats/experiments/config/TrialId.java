package io.ats.experiments.config;

import io.ats.datasets.scene.Fingerprint;
import io.ats.experiments.yaml.ConfigWriter;
import java.util.Locale;
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
    Stream<String> task = resolved.dataset().tree().get("task").stream().map(ConfigWriter::inline);
    String front =
        Stream.of(
                Stream.of(resolved.dataset().name()),
                task,
                Stream.of(resolved.selector().name(), resolved.aggregator().name()))
            .flatMap(parts -> parts)
            .map(TrialId::plain)
            .collect(Collectors.joining("-"));
    String back = "-seed" + resolved.seed();
    String slug = cut(front, SLUG_LENGTH - back.length()) + back;
    return slug
        + "-"
        + Fingerprint.sha256(digest -> Fingerprint.add(digest, resolved.yaml()))
            .substring(0, HASH_DIGITS);
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length).replaceAll("-$", "");
  }
}
