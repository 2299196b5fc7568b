package io.ats.experiments.export;

import io.ats.core.weights.Safetensors;
import io.ats.core.weights.SafetensorsException;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of an export.
 *
 * @param root its folder
 */
public record ExportFolder(Path root) {

  /** The entry of the metadata by which an export is known. */
  static final String TRIAL = "trial";

  /** Returns the parameters. */
  public Path model() {
    return root.resolve("model.safetensors");
  }

  /** Returns everything that determines the trial. */
  public Path config() {
    return root.resolve("config.yaml");
  }

  /** Returns the classes' names in the order of the logits. */
  public Path classes() {
    return root.resolve("classes.json");
  }

  /** Returns what a reader has to know. */
  public Path card() {
    return root.resolve("README.md");
  }

  /**
   * Checks that the folder is absent, empty or an export, so that nothing else is overwritten.
   *
   * @throws ConfigException if it is not
   */
  public void requireFree() throws IOException {
    if (!RunFiles.exists(root) || isExport()) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new ConfigException(root + " is a file; name a folder that is new, or empty");
    }
    try (Stream<Path> files = Files.list(root)) {
      List<String> some = files.map(file -> file.getFileName().toString()).sorted().toList();
      if (!some.isEmpty()) {
        throw new ConfigException(
            "%s is not empty (%s) and no export; name a folder that is new, or empty"
                .formatted(root, some.get(0)));
      }
    }
  }

  private boolean isExport() throws IOException {
    try {
      return Files.isRegularFile(model())
          && Safetensors.read(model()).metadata().containsKey(TRIAL);
    } catch (SafetensorsException e) {
      return false;
    }
  }
}
