package io.ats.experiments.predict;

import io.ats.core.data.Task;
import io.ats.experiments.picture.Overlay;
import io.ats.experiments.picture.Palette;
import io.ats.experiments.picture.TestImage;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.TaskPredictions;
import io.ats.experiments.trial.Looked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of each image that was predicted: {@code NAME.png}, a picture; {@code NAME.npy} and
 * {@code NAME.map.tif}, the score map; if wanted {@code NAME.geojson} and the folder {@code NAME}
 * with the patches.
 */
public final class PredictionFiles {

  private static final int SIDE = 720;

  private final Path folder;
  private final boolean geoJson;
  private final boolean patches;
  private final Set<String> taken = new HashSet<>();

  /**
   * Creates the writer.
   *
   * @param folder where the files go; need not exist
   * @param geoJson whether to write GeoJSON
   * @param patches whether to write the patches
   */
  public PredictionFiles(Path folder, boolean geoJson, boolean patches) {
    this.folder = folder;
    this.geoJson = geoJson;
    this.patches = patches;
  }

  /**
   * Writes an image's files.
   *
   * @param looked where the model looked in image 0
   * @return the name that they share
   * @throws IOException if one cannot be written
   */
  public String write(ImagePrediction prediction, Looked looked) throws IOException {
    Files.createDirectories(folder);
    String name = name(prediction.image());
    String predicted = words(prediction.tasks());
    Overlay.writeCaptioned(
        looked.picture(0, SIDE, new float[0][], "", predicted, probabilities(prediction.tasks())),
        SIDE,
        folder.resolve(name + ".png"));
    Optional<float[][]> values = looked.map(0);
    Optional<ScoreMap> map =
        values.flatMap(
            all ->
                looked
                    .cells(0)
                    .map(
                        cells -> ScoreMap.of(all, cells, prediction.height(), prediction.width())));
    if (values.isPresent()) {
      Npy.write(folder.resolve(name + ".npy"), new float[][][] {values.get()});
    }
    if (map.isPresent()) {
      MapTiff.write(folder.resolve(name + ".map.tif"), map.get());
    }
    if (geoJson) {
      int[] first = prediction.tasks().get(0).predicted()[0];
      int rgb = Palette.color(first.length == 0 ? 0 : first[0]).getRGB() & 0xFFFFFF;
      new GeoJson(prediction.image(), predicted, rgb, read(prediction, looked), map)
          .write(folder.resolve(name + ".geojson"));
    }
    if (patches) {
      Path own = folder.resolve(name);
      Files.createDirectories(own);
      PatchImages.write(own, looked.patches(0));
    }
    return name;
  }

  private static List<ReadPatch> read(ImagePrediction prediction, Looked looked) {
    float[][] regions = looked.regions(0);
    float[] weights = looked.weights(0);
    Optional<float[]> attention = looked.attention(0);
    List<ReadPatch> read = new ArrayList<>();
    for (int k = 0; k < regions.length; k++) {
      read.add(
          new ReadPatch(
              PixelBox.of(regions[k], prediction.height(), prediction.width()),
              k + 1,
              weights[k],
              attention.isPresent()
                  ? OptionalDouble.of(attention.get()[k])
                  : OptionalDouble.empty()));
    }
    return read;
  }

  /** Returns the predicted classes of each task. */
  static String words(List<TaskPredictions> tasks) {
    return tasks.stream()
        .map(
            task ->
                Arrays.stream(task.predicted()[0])
                    .mapToObj(task.classes()::get)
                    .collect(Collectors.joining(Task.BETWEEN)))
        .collect(Collectors.joining(", "));
  }

  /** Returns the probability of the predicted class of each task that has one class an image. */
  private static String probabilities(List<TaskPredictions> tasks) {
    return tasks.stream()
        .filter(task -> !task.multiLabel())
        .map(task -> TestImage.percent(task.probabilities()[0][task.predicted()[0][0]]))
        .collect(Collectors.joining(", "));
  }

  /** Returns the file's name without its ending, and a number if it was used already. */
  private String name(String image) {
    String file = Path.of(image).getFileName().toString();
    int dot = file.lastIndexOf('.');
    String stem = dot > 0 ? file.substring(0, dot) : file;
    String name = stem;
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = stem + "-" + i;
    }
    return name;
  }
}
