package io.ats.datasets.signs;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.files.LabelledFile;
import io.ats.datasets.files.PublishedScenes;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.random.Streams;
import io.ats.datasets.signs.SpeedLimitRule.Choice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Swedish traffic signs as their owners publish them: {@code Set1} for training and validation,
 * {@code Set2} for test, in each {@code annotations.txt} and the images of {@code SetNPart0.zip},
 * beside it or in a folder {@code SetNPart0}.
 *
 * <p>The validation images are drawn at random from Set1. They resemble training images, because
 * both come from the same recordings.
 */
final class PublishedSigns extends PublishedScenes {

  /** Name of the random stream that draws the validation images. */
  private static final int VALIDATION = 1;

  private final String path;
  private final int publishedSet1;
  private final int publishedSet2;

  /**
   * Reads the annotations but no image.
   *
   * @throws UncheckedIOException if files are missing or annotations malformed, naming the file
   * @throws OptionException if no training image would be left
   */
  PublishedSigns(TrafficSignsOptions options, long seed) {
    super(options.images(), options.cache());
    this.path = options.path();
    List<LabelledFile> set1 = read(Path.of(path), "Set1");
    List<LabelledFile> set2 = read(Path.of(path), "Set2");
    int held = options.images().validation();
    if (held >= set1.size()) {
      throw new OptionException(
          "validation must be less than the "
              + set1.size()
              + " images of Set1 that are used, got "
              + held
              + "; lower validation");
    }
    Set<Integer> validation = draw(set1.size(), held, Streams.of(seed, VALIDATION));
    this.publishedSet1 = set1.size();
    this.publishedSet2 = set2.size();
    use(Split.TRAIN, part(set1, validation, false));
    use(Split.VALIDATION, part(set1, validation, true));
    use(Split.TEST, set2.stream());
  }

  private static List<LabelledFile> read(Path root, String set) {
    Path folder = root.resolve(set);
    Path inner = folder.resolve(set + "Part0");
    Path annotations = folder.resolve("annotations.txt");
    List<LabelledFile> files = new ArrayList<>();
    List<Annotations.Image> images = Annotations.read(annotations);
    for (Annotations.Image image : images) {
      String place = annotations + ":" + image.line();
      SpeedLimitRule.choose(image.signs())
          .ifPresent(
              choice -> files.add(labelled(find(image.file(), folder, inner), choice, place)));
    }
    if (files.isEmpty()) {
      String message =
          annotations
              + ": expected images without signs, or with a VISIBLE 50_SIGN, 70_SIGN or 80_SIGN,"
              + " found none among its "
              + images.size()
              + " images; replace the file by the published one";
      throw InputFile.bad(message);
    }
    return files;
  }

  /** Labels an image; its boxes are those of the visible signs with the limit that decides. */
  private static LabelledFile labelled(Path image, Choice choice, String place) {
    double[][] boxes =
        choice.signs().stream()
            .map(sign -> new double[] {sign.top(), sign.left(), sign.bottom(), sign.right()})
            .toArray(double[][]::new);
    return new LabelledFile(image, choice.limit().ordinal(), boxes, place);
  }

  private static Path find(String file, Path folder, Path inner) {
    List<Path> found =
        Stream.of(folder, inner).map(in -> in.resolve(file)).filter(Files::exists).toList();
    if (!found.isEmpty() && same(found.get(0), found.get(found.size() - 1))) {
      return found.get(0);
    }
    String expected = ": expected this image, which annotations.txt names, there or in " + inner;
    String message =
        folder.resolve(file)
            + expected
            + (found.isEmpty()
                ? ", found neither; unpack " + inner.getFileName() + ".zip there"
                : ", found two that differ; remove one of them");
    throw InputFile.bad(message);
  }

  private static boolean same(Path one, Path other) {
    try {
      return one.equals(other) || Files.mismatch(one, other) < 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Draws {@code count} of the numbers below {@code all}; every such set is equally likely. */
  private static Set<Integer> draw(int all, int count, RandomGenerator random) {
    Set<Integer> drawn = new HashSet<>();
    while (drawn.size() < count) {
      drawn.add(random.nextInt(all));
    }
    return drawn;
  }

  private static Stream<LabelledFile> part(List<LabelledFile> all, Set<Integer> drawn, boolean in) {
    return IntStream.range(0, all.size()).filter(i -> drawn.contains(i) == in).mapToObj(all::get);
  }

  @Override
  public String origin() {
    return String.format(
        "traffic-signs: published Swedish traffic signs (%s), %d train and %d validation of %d in"
            + " Set1, %d test of %d in Set2",
        path,
        size(Split.TRAIN),
        size(Split.VALIDATION),
        publishedSet1,
        size(Split.TEST),
        publishedSet2);
  }
}
