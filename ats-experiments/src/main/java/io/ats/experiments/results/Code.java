package io.ats.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.datasets.scene.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The code that a process runs, as {@code provenance.json} names it.
 *
 * @param build a hash of the sources, given by the launcher script; {@code unknown} without it
 * @param plugins the plugin jars' checksums by file name
 */
public record Code(String build, Map<String, String> plugins) {

  /** The system property that the launcher script sets. */
  private static final String BUILD = "ats.code";

  private static final String UNKNOWN = "unknown";
  private static volatile Map<String, String> loaded = Map.of();

  /** Copies the map, its order kept. */
  public Code {
    plugins = new TreeMap<>(plugins);
  }

  /**
   * Records this process's plugin jars as they are now.
   *
   * @throws java.io.UncheckedIOException if one cannot be read, naming it
   */
  public static void load(List<Path> jars) {
    Map<String, String> checksums = new TreeMap<>();
    for (Path jar : jars) {
      String own = Fingerprint.sha256(digest -> Fingerprint.add(digest, jar));
      checksums.merge(jar.getFileName().toString(), own, (one, other) -> one + " " + other);
    }
    loaded = checksums;
  }

  /** Returns the code of this process. */
  public static Code present() {
    return new Code(System.getProperty(BUILD, UNKNOWN), loaded);
  }

  /**
   * Returns the parts of a {@code provenance.json}, one for each process that trained some epochs;
   * a file without parts is one.
   */
  public static List<JsonNode> segments(JsonNode provenance) {
    JsonNode segments = provenance.path("segments");
    if (!segments.isArray()) {
      return List.of(provenance);
    }
    List<JsonNode> all = new ArrayList<>();
    segments.forEach(all::add);
    return all;
  }

  /**
   * Returns what of the code that trained a trial is not this code, in words; empty if nothing is.
   * Plugin jars are compared only by a process that has some.
   */
  public String changed(JsonNode provenance) {
    Set<String> changes = new LinkedHashSet<>();
    for (JsonNode segment : segments(provenance)) {
      if (!segment.path("code").asText(UNKNOWN).equals(build)) {
        changes.add("the project's code");
      }
      segment
          .path("plugins")
          .properties()
          .forEach(
              jar -> {
                if (!plugins.isEmpty() && !plugins.containsValue(jar.getValue().asText())) {
                  changes.add(jar.getKey());
                }
              });
    }
    return String.join(", ", changes);
  }

  /** Returns the same for a trial's folder; a record that cannot be read is a change. */
  public String changed(TrialFolder trial) {
    try {
      return Files.exists(trial.provenance()) ? changed(Json.tree(trial.provenance())) : "";
    } catch (IOException e) {
      return "provenance.json cannot be read";
    }
  }
}
