package io.ats.datasets.billiards;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ats.core.data.Split;
import io.ats.core.options.Printable;
import io.ats.datasets.files.LabelledFile;
import io.ats.datasets.files.PublishedScenes;
import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images that the paper's authors publish: folders {@code train}, {@code valid} and {@code
 * test} with {@code N.png} and {@code N.json}, a list of balls. Of each ball {@code number} (1..9)
 * and {@code position} (x first, in units of the rendered scene) are read.
 *
 * <p>There are no true boxes: where a ball is in the image is not published.
 */
final class PublishedBilliards extends PublishedScenes {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final Pattern IMAGE = Pattern.compile("(0|[1-9]\\d{0,8})\\.png");

  private static final int MOST_BYTES = 10_000_000;

  private final String path;
  private final Map<Split, Integer> published = new EnumMap<>(Split.class);

  /**
   * Lists the images, and reads their labels but not their pixels.
   *
   * @throws UncheckedIOException if files are missing or damaged, naming the file
   */
  PublishedBilliards(BilliardsOptions options) {
    super(options.images(), options.cache());
    this.path = options.path();
    read(Split.TRAIN, "train");
    read(Split.VALIDATION, "valid");
    read(Split.TEST, "test");
  }

  private void read(Split split, String folder) {
    List<Path> images = images(Path.of(path).resolve(folder));
    published.put(split, images.size());
    use(split, images.stream().map(PublishedBilliards::labelled));
  }

  /** Returns a folder's images in the order of their numbers; each has its annotation. */
  private static List<Path> images(Path folder) {
    try {
      Set<String> names = names(folder);
      List<Path> images =
          names.stream()
              .filter(name -> IMAGE.matcher(name).matches())
              .sorted(Comparator.comparingInt(PublishedBilliards::number))
              .map(folder::resolve)
              .toList();
      if (images.isEmpty()) {
        throw new IOException("none");
      }
      for (String name : names) {
        requirePair(folder, name, names);
      }
      return images;
    } catch (IOException e) {
      throw new UncheckedIOException(
          folder
              + ": expected the published images 0.png, 1.png, … here, found "
              + InputFile.reason(e)
              + "; unpack billiard.tar.xz and give the folder that holds train, valid and test as"
              + " path, or leave path empty for generated images",
          e);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Checks that an image is called by a number, and has its annotation, or the other way round. */
  private static void requirePair(Path folder, String name, Set<String> names) throws IOException {
    if (!IMAGE.matcher(name).matches() && name.matches("(?si)[^.].*\\.png")) {
      throw new IOException("'" + Printable.shown(name) + "', which is no such name");
    }
    String stem = name.replaceFirst("\\..*", "");
    if (IMAGE.matcher(name).matches() && !names.contains(stem + ".json")) {
      throw bad(folder.resolve(stem + ".json"), "no such file beside " + name, new IOException());
    }
    if (name.matches("\\d+\\.json") && !names.contains(stem + ".png")) {
      String message =
          "%s: expected the image of %s, found no such file; put the published file there"
              .formatted(folder.resolve(stem + ".png"), name);
      throw InputFile.bad(message);
    }
  }

  private static int number(String image) {
    return Integer.parseInt(image.substring(0, image.length() - ".png".length()));
  }

  private static LabelledFile labelled(Path image) {
    Path balls = image.resolveSibling(number(image.getFileName().toString()) + ".json");
    try {
      JsonNode tree = JSON.readTree(InputFile.bytes(balls, MOST_BYTES));
      return new LabelledFile(image, label(tree), new double[0][], balls.toString());
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      String where =
          place == null ? "" : " in line " + place.getLineNr() + " column " + place.getColumnNr();
      throw bad(balls, "no such JSON" + where + ": " + Printable.shown(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw bad(balls, InputFile.reason(e), e);
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

  /**
   * Returns the class: the higher number of the balls with the smallest and the largest x, less 1.
   */
  private static int label(JsonNode balls) {
    if (!balls.isArray() || balls.isEmpty()) {
      throw new IllegalArgumentException("no list, or an empty one");
    }
    JsonNode left = balls.get(0);
    JsonNode right = left;
    for (JsonNode ball : balls) {
      left = x(ball) < x(left) ? ball : left;
      right = x(ball) > x(right) ? ball : right;
      number(ball);
    }
    return Math.max(number(left), number(right)) - 1;
  }

  private static double x(JsonNode ball) {
    JsonNode x = ball.path("position").path(0);
    if (!x.isNumber() || !Double.isFinite(x.doubleValue())) {
      throw new IllegalArgumentException("a ball without a numeric position: " + shown(ball));
    }
    return x.doubleValue();
  }

  private static int number(JsonNode ball) {
    JsonNode number = ball.path("number");
    if (!number.isInt() || number.intValue() < 1 || number.intValue() > Rack.NUMBERS) {
      throw new IllegalArgumentException("a ball without a number from 1 to 9: " + shown(ball));
    }
    return number.intValue();
  }

  private static String shown(JsonNode ball) {
    return Printable.shown(ball.toString());
  }

  @Override
  public String origin() {
    return String.format(
        "billiards: published images (%s), %s train, %s validation, %s test",
        path, used(Split.TRAIN), used(Split.VALIDATION), used(Split.TEST));
  }

  private String used(Split split) {
    return size(split) + " of " + published.get(split);
  }
}
