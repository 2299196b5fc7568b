package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.datasets.scene.ImageOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Divides published images without splits at random, so that each split has about the same share of
 * every class. Of more images than the options ask for, some are in no split; fewer are shared out
 * in the same proportions.
 */
public final class DrawnSplits {

  private static final List<Split> SPLITS = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);

  private DrawnSplits() {}

  /**
   * Returns the indices of each split's images, ascending.
   *
   * @param classes each image's
   * @param most how many images the splits have
   * @throws OptionException if there are too few images for a split
   */
  public static Map<Split, List<Integer>> of(List<String> classes, ImageOptions most, long seed) {
    return ofFiles(labelled(classes), most, seed);
  }

  static Map<Split, List<Integer>> ofFiles(List<FolderFile> files, ImageOptions most, long seed) {
    int[] counts = SPLITS.stream().mapToInt(most::size).toArray();
    return required(draw(files, IntStream.range(0, files.size()).toArray(), counts, seed));
  }

  /**
   * Returns the same, test being one of {@code folds} parts of all images; training and validation
   * share the others. All folds are drawn at once, so that they are the same whichever is asked
   * for.
   *
   * @param fold from 0 to {@code folds − 1}
   * @throws OptionException if there are too few images for a split, or the fold has more than
   *     {@code most} allows
   */
  public static Map<Split, List<Integer>> ofFold(
      List<String> classes, ImageOptions most, int folds, int fold, long seed) {
    List<FolderFile> files = labelled(classes);
    double[] even = new double[folds];
    Arrays.fill(even, 1.0 / folds);
    int[] parts = Stratified.parts(files, even, false, seed);
    int[] rest = IntStream.range(0, parts.length).filter(i -> parts[i] != fold).toArray();
    List<Integer> test =
        IntStream.range(0, parts.length).filter(i -> parts[i] == fold).boxed().toList();
    if (test.size() > most.test()) {
      throw new OptionException(
          "test must be at least the %d images of fold %d of %d, got %d; raise test"
              .formatted(test.size(), fold, folds, most.test()));
    }
    int[] counts = {most.train(), most.validation(), 0};
    Map<Split, List<Integer>> splits = draw(files, rest, counts, seed + 1);
    splits.put(Split.TEST, test);
    return required(splits);
  }

  /**
   * Checks the options of cross-validation.
   *
   * @param folds 0: none
   * @param fold the one that is for test
   * @throws OptionException if there is one fold only, or no such fold
   */
  public static void requireFold(int folds, int fold) {
    if (folds == 1 || (folds == 0 ? fold > 0 : fold >= folds)) {
      throw new OptionException(
          "fold must be from 0 to folds − 1, and folds 0 or at least 2, got fold %d of folds %d"
              .formatted(fold, folds));
    }
  }

  private static List<FolderFile> labelled(List<String> classes) {
    return classes.stream()
        .map(name -> new FolderFile(null, "", List.of(name), "", null, ""))
        .toList();
  }

  private static Map<Split, List<Integer>> draw(
      List<FolderFile> files, int[] indices, int[] counts, long seed) {
    int asked = IntStream.of(counts).sum();
    double all = Math.max(indices.length, asked);
    double[] shares = new double[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = counts[i] / all;
    }
    shares[counts.length] = (all - asked) / all; // in no split
    List<FolderFile> divided = IntStream.of(indices).mapToObj(files::get).toList();
    int[] parts = Stratified.parts(divided, shares, true, seed);
    Map<Split, List<Integer>> splits = new EnumMap<>(Split.class);
    SPLITS.forEach(split -> splits.put(split, new ArrayList<>()));
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] < counts.length) {
        splits.get(SPLITS.get(parts[i])).add(indices[i]);
      }
    }
    return splits;
  }

  private static Map<Split, List<Integer>> required(Map<Split, List<Integer>> splits) {
    splits.forEach(
        (split, images) -> {
          if (images.isEmpty()) {
            throw new OptionException(
                "path: too few images for split %s; put all published files there"
                    .formatted(Options.key(split)));
          }
        });
    return splits;
  }
}
