package io.ats.datasets.billiards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ats.core.Split;
import io.ats.datasets.files.Fingerprint;
import io.ats.datasets.files.ImageCache;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.PictureScene;
import io.ats.datasets.scene.SceneSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The images that the paper's authors publish: folders {@code train}, {@code valid} and {@code
 * test} with {@code N.png} and beside each {@code N.json}, a list of balls, of each of which {@code
 * number} (1..9) and {@code position} (x first, in the units of the rendered world) are read.
 *
 * <p>No true boxes: where in the picture a ball lies is not published.
 */
final class PublishedBilliards implements SceneSet {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Item(Path image, Path balls, int label) {}

  private final BilliardsOptions options;
  private final ImageCache images;
  private final Map<Split, List<Item>> items = new EnumMap<>(Split.class);
  private final Map<Split, Integer> published = new EnumMap<>(Split.class);

  /**
   * Lists the images, and reads their labels but not their pixels.
   *
   * @throws UncheckedIOException if files are missing or damaged, naming the file
   */
  PublishedBilliards(BilliardsOptions options) {
    this.options = options;
    this.images = new ImageCache(options.height(), options.width(), options.cache());
    read(Split.TRAIN, "train", options.train());
    read(Split.VALIDATION, "valid", options.validation());
    read(Split.TEST, "test", options.test());
  }

  private void read(Split split, String folder, int most) {
    List<Path> all = images(Path.of(options.path()).resolve(folder));
    published.put(split, all.size());
    items.put(split, all.stream().limit(most).map(PublishedBilliards::item).toList());
  }

  private static List<Path> images(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> images =
          files
              .filter(file -> file.getFileName().toString().matches("\\d{1,9}\\.png"))
              .sorted(Comparator.comparingInt(PublishedBilliards::number))
              .toList();
      if (images.isEmpty()) {
        throw new IOException("there is none");
      }
      return images;
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder
              + ": expected the published images 0.png, 1.png, … here, found "
              + e
              + "; unpack billiard.tar.xz and give the folder that holds train, valid and test as"
              + " path, or leave path empty for generated images",
          e);
    }
  }

  private static int number(Path image) {
    String name = image.getFileName().toString();
    return Integer.parseInt(name.substring(0, name.length() - ".png".length()));
  }

  private static Item item(Path image) {
    Path balls = image.resolveSibling(number(image) + ".json");
    try {
      return new Item(image, balls, label(JSON.readTree(balls.toFile())));
    } catch (JsonProcessingException e) {
      throw bad(balls, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw bad(balls, e.toString(), e);
    } catch (IllegalArgumentException e) {
      throw bad(balls, e.getMessage(), new IOException(e));
    }
  }

  private static UncheckedIOException bad(Path file, String found, IOException cause) {
    return new UncheckedIOException(
        file
            + ": expected a list of balls with position and number, found "
            + found
            + "; replace it by the published file",
        cause);
  }

  /** Returns one less than the higher number of the balls of least and of greatest x. */
  private static int label(JsonNode balls) {
    if (!balls.isArray() || balls.isEmpty()) {
      throw new IllegalArgumentException("no list, or an empty one");
    }
    JsonNode left = balls.get(0);
    JsonNode right = left;
    for (JsonNode ball : balls) {
      left = x(ball) < x(left) ? ball : left;
      right = x(ball) > x(right) ? ball : right;
    }
    return Math.max(number(left), number(right)) - 1;
  }

  private static double x(JsonNode ball) {
    JsonNode x = ball.path("position").path(0);
    if (!x.isNumber()) {
      throw new IllegalArgumentException("a ball without a numeric position: " + ball);
    }
    return x.doubleValue();
  }

  private static int number(JsonNode ball) {
    JsonNode number = ball.path("number");
    if (!number.isInt() || number.intValue() < 1 || number.intValue() > Rack.NUMBERS) {
      throw new IllegalArgumentException("a ball without a number from 1 to 9: " + ball);
    }
    return number.intValue();
  }

  @Override
  public int size(Split split) {
    return items.get(split).size();
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    Item item = items.get(split).get(index);
    PictureScene scene = new PictureScene(images.get(item.image()).picture());
    return new LabelledScene(scene, item.label(), new float[0][]);
  }

  @Override
  public String origin() {
    return String.format(
        "billiards: published images (%s), %s train, %s validation, %s test",
        options.path(), used(Split.TRAIN), used(Split.VALIDATION), used(Split.TEST));
  }

  private String used(Split split) {
    return size(split) + " of " + published.get(split);
  }

  /**
   * {@inheritDoc} SHA-256 of the names and contents of all files used, and of the sizes; reads them
   * all once, as one epoch does.
   */
  @Override
  public String checksum() {
    return Fingerprint.sha256(
        digest -> {
          for (Split split : Split.values()) {
            for (Item item : items.get(split)) {
              Fingerprint.add(
                  digest, split + " " + item.image().getFileName() + " " + item.label());
              Fingerprint.add(digest, item.image());
            }
          }
          String view = options.height() + " " + options.width() + " " + options.viewScale();
          Fingerprint.add(digest, view);
        });
  }
}
