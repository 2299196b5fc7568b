package io.ats.experiments.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One picture of a test image: an item of {@code pictures.json} in a trial's pictures folder.
 *
 * @param file the picture's name in that folder
 * @param image the image's index in the test split
 * @param caption the line below the picture
 * @param alt a description for readers who cannot see the picture
 */
public record PictureEntry(String file, int image, String caption, String alt) {

  /** Returns a trial's pictures, none if it has no {@code pictures.json}. */
  public static List<PictureEntry> readAll(TrialFolder trial) throws DamagedFileException {
    Path list = list(trial);
    return RunFiles.exists(list) ? List.of(Json.read(list, PictureEntry[].class)) : List.of();
  }

  /** Writes a trial's {@code pictures.json}; the folder must exist. */
  public static void writeAll(TrialFolder trial, List<PictureEntry> pictures) throws IOException {
    Json.write(list(trial), pictures);
  }

  /** Returns the picture's path. */
  public Path in(TrialFolder trial) {
    return trial.pictures().resolve(Path.of(file).getFileName());
  }

  /** Returns a trial's {@code pictures.json}. */
  public static Path list(TrialFolder trial) {
    return trial.pictures().resolve("pictures.json");
  }
}
