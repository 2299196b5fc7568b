package io.ats.datasets.signs;

import io.ats.core.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.files.Fingerprint;
import io.ats.datasets.files.ImageCache;
import io.ats.datasets.files.ImageFile;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.PictureScene;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.signs.SpeedLimitRule.Choice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The Swedish traffic signs as their owners publish them: {@code Set1} for training and validation,
 * {@code Set2} for test, in each {@code annotations.txt} and the images of {@code SetNPart0.zip},
 * beside it or in a folder {@code SetNPart0}.
 *
 * <p>The validation images are drawn at random from Set1. As it was filmed, they resemble training
 * images.
 */
final class PublishedSigns implements SceneSet {

  /** Name of the random stream that draws the validation images. */
  private static final int VALIDATION = 1;

  private record Item(Path image, Choice choice) {}

  private final TrafficSignsOptions options;
  private final ImageCache images;
  private final Map<Split, List<Item>> items = new EnumMap<>(Split.class);
  private final int published;
  private final int publishedTest;

  /**
   * Reads the annotations but no image.
   *
   * @throws UncheckedIOException if files are missing or annotations malformed, naming the file
   * @throws OptionException if no training image would be left
   */
  PublishedSigns(TrafficSignsOptions options, long seed) {
    this.options = options;
    this.images = new ImageCache(options.height(), options.width(), options.cache());
    List<Item> first = read(Path.of(options.path()), "Set1");
    List<Item> second = read(Path.of(options.path()), "Set2");
    if (options.validation() >= first.size()) {
      throw new OptionException(
          "validation must be less than the "
              + first.size()
              + " images of Set1 that are used, got "
              + options.validation()
              + "; lower validation");
    }
    Set<Integer> validation =
        draw(first.size(), options.validation(), Streams.of(seed, VALIDATION));
    this.published = first.size();
    this.publishedTest = second.size();
    items.put(Split.TRAIN, part(first, validation, false, options.train()));
    items.put(Split.VALIDATION, part(first, validation, true, options.validation()));
    items.put(Split.TEST, second.stream().limit(options.test()).toList());
  }

  private static List<Item> read(Path root, String set) {
    Path folder = root.resolve(set);
    Path inner = folder.resolve(set + "Part0");
    List<Item> items = new ArrayList<>();
    for (Annotations.Image image : Annotations.read(folder.resolve("annotations.txt"))) {
      SpeedLimitRule.choose(image.signs())
          .ifPresent(choice -> items.add(new Item(find(image.file(), folder, inner), choice)));
    }
    return items;
  }

  private static Path find(String file, Path folder, Path inner) {
    for (Path in : List.of(folder, inner)) {
      if (Files.isRegularFile(in.resolve(file))) {
        return in.resolve(file);
      }
    }
    String message =
        folder.resolve(file)
            + ": expected this image, which annotations.txt names, there or in "
            + inner
            + ", found neither; unpack "
            + inner.getFileName()
            + ".zip there";
    throw new UncheckedIOException(message, new IOException(message));
  }

  /** Draws {@code count} of the numbers below {@code all}, each set with equal probability. */
  private static Set<Integer> draw(int all, int count, RandomGenerator random) {
    Set<Integer> drawn = new HashSet<>();
    while (drawn.size() < count) {
      drawn.add(random.nextInt(all));
    }
    return drawn;
  }

  private static List<Item> part(List<Item> all, Set<Integer> drawn, boolean in, int most) {
    return IntStream.range(0, all.size())
        .filter(i -> drawn.contains(i) == in)
        .limit(most)
        .mapToObj(all::get)
        .toList();
  }

  @Override
  public int size(Split split) {
    return items.get(split).size();
  }

  /** {@inheritDoc} The boxes are those of the visible signs with the limit that decides. */
  @Override
  public LabelledScene scene(Split split, int index) {
    Item item = items.get(split).get(index);
    ImageFile image = images.get(item.image());
    float[][] boxes =
        item.choice().signs().stream()
            .map(
                sign ->
                    new float[] {
                      (float) (sign.top() / image.height()),
                      (float) (sign.left() / image.width()),
                      (float) (sign.bottom() / image.height()),
                      (float) (sign.right() / image.width())
                    })
            .toArray(float[][]::new);
    return new LabelledScene(
        new PictureScene(image.picture()), item.choice().limit().ordinal(), boxes);
  }

  @Override
  public String origin() {
    return String.format(
        "traffic-signs: published Swedish traffic signs (%s), %d train and %d validation of %d in"
            + " Set1, %d test of %d in Set2",
        options.path(),
        size(Split.TRAIN),
        size(Split.VALIDATION),
        published,
        size(Split.TEST),
        publishedTest);
  }

  /**
   * {@inheritDoc} SHA-256 of the names, labels and contents of all images used, and of the sizes;
   * reads them all once, as one epoch does.
   */
  @Override
  public String checksum() {
    return Fingerprint.sha256(
        digest -> {
          for (Split split : Split.values()) {
            for (Item item : items.get(split)) {
              Fingerprint.add(digest, split + " " + item.image().getFileName() + item.choice());
              Fingerprint.add(digest, item.image());
            }
          }
          String view = options.height() + " " + options.width() + " " + options.viewScale();
          Fingerprint.add(digest, view);
        });
  }
}
