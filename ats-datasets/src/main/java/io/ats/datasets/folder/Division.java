package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides which split each image belongs to: as a split file says, as the folder or table says
 * (without validation images, some of the training images), as the fold says, or by shares.
 *
 * @param options say which
 */
record Division(ImageFolderOptions options) {

  private static final Split[] SPLITS = {Split.TRAIN, Split.VALIDATION, Split.TEST};

  /**
   * Returns the images with their splits.
   *
   * @throws OptionException if the options do not fit the images, or a split is empty
   */
  List<IndexedFile> apply(List<IndexedFile> files) {
    List<IndexedFile> divided = divided(files);
    for (Split split : SPLITS) {
      if (divided.stream().noneMatch(file -> file.file().split() == split)) {
        throw new OptionException(
            "path: no image is for %s; add some, or change %s"
                .formatted(
                    SplitNames.of(split),
                    options.folds() > 0
                        ? "the number of folds, or the share validation"
                        : "the shares validation and test"));
      }
    }
    return divided;
  }

  private List<IndexedFile> divided(List<IndexedFile> files) {
    boolean given = files.stream().anyMatch(file -> file.file().split() != null);
    if (!options.split().isEmpty()) {
      if (options.folds() > 0) {
        throw new OptionException("split: the folds divide the images; leave split or folds out");
      }
      return SplitFile.apply(Path.of(options.split()), files);
    }
    if (given && options.folds() > 0) {
      throw new OptionException(
          "folds: the images have splits already; leave folds out, or give images without splits");
    }
    if (given) {
      return has(files, Split.VALIDATION) ? files : withValidation(files);
    }
    return options.folds() > 0 ? folds(files) : drawn(files);
  }

  private static boolean has(List<IndexedFile> files, Split split) {
    return files.stream().anyMatch(file -> file.file().split() == split);
  }

  private List<IndexedFile> drawn(List<IndexedFile> files) {
    return drawn(files, 0, options.validation(), options.test());
  }

  private List<IndexedFile> withValidation(List<IndexedFile> files) {
    List<IndexedFile> train = new ArrayList<>();
    List<IndexedFile> others = new ArrayList<>();
    files.forEach(file -> (file.file().split() == Split.TRAIN ? train : others).add(file));
    others.addAll(drawn(train, 0, options.validation(), 0));
    return others;
  }

  /** Every fold is drawn at once, so that they are the same whichever is asked for. */
  private List<IndexedFile> folds(List<IndexedFile> files) {
    double[] even = new double[options.folds()];
    Arrays.fill(even, 1.0 / even.length);
    int[] folds = Stratified.parts(plain(files), even, false, seed(1));
    List<IndexedFile> all = new ArrayList<>();
    List<IndexedFile> rest = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (folds[i] == options.fold()) {
        all.add(in(Split.TEST, files.get(i)));
      } else {
        rest.add(files.get(i));
      }
    }
    all.addAll(drawn(rest, 2, options.validation() / (1 - 1.0 / options.folds()), 0));
    return all;
  }

  private List<IndexedFile> drawn(
      List<IndexedFile> files, int use, double validation, double test) {
    double[] shares = {Math.max(0, 1 - validation - test), validation, test};
    boolean classes = options.labels() != LabelKind.COUNT; // of which each must be trained
    int[] parts = Stratified.parts(plain(files), shares, classes, seed(use));
    List<IndexedFile> drawn = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      drawn.add(in(SPLITS[parts[i]], files.get(i)));
    }
    return drawn;
  }

  private long seed(int use) {
    return options.splitSeed() + 0x5EED * use;
  }

  private static List<FolderFile> plain(List<IndexedFile> files) {
    return files.stream().map(IndexedFile::file).toList();
  }

  private static IndexedFile in(Split split, IndexedFile file) {
    return new IndexedFile(file.file().in(split), file.facts());
  }
}
