package io.ats.datasets.cub;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.files.LabelledFile;
import io.ats.datasets.files.PublishedScenes;
import io.ats.datasets.files.Resizing;
import io.ats.datasets.files.StratifiedOrder;
import io.ats.datasets.folder.SplitFile;
import io.ats.datasets.random.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * CUB-200-2011 as published. The validation images are drawn from the official training images,
 * each class in its share; the boxes are those of the birds.
 */
final class PublishedBirds extends PublishedScenes {

  /** Names of the random streams. */
  private static final int TRAINING = 1;

  private static final int TEST = 2;

  private final Cub200Options options;
  private final int publishedTrain;
  private final int publishedTest;

  /**
   * Reads the index files, and the images' headers.
   *
   * @throws java.io.UncheckedIOException if one is missing or damaged, naming file and line
   * @throws OptionException if no training or test image would be left
   */
  PublishedBirds(Cub200Options options, long seed) {
    super(options.resized(), Resizing.BILINEAR, options.cache());
    this.options = options;
    BirdIndex index = BirdIndex.read(Path.of(options.path()), options.classes());
    int held = options.images().validation();
    if (held >= index.train().size() || index.test().isEmpty()) {
      throw new OptionException(
          "path: %s has %d training and %d test images of the %d classes used, expected some for test and more than %d (validation) for training; lower validation, or replace train_test_split.txt by the published file"
              .formatted(
                  options.path(),
                  index.train().size(),
                  index.test().size(),
                  options.classes(),
                  held));
    }
    List<LabelledFile> train = StratifiedOrder.of(index.train(), Streams.of(seed, TRAINING));
    List<LabelledFile> test = StratifiedOrder.of(index.test(), Streams.of(seed, TEST));
    this.publishedTrain = train.size();
    this.publishedTest = test.size();
    use(Split.VALIDATION, train.stream().limit(held));
    use(Split.TRAIN, train.stream().skip(held));
    use(Split.TEST, test.stream());
  }

  /** {@inheritDoc} The file {@code split.csv}: which image is in which split, with its checksum. */
  @Override
  public Map<String, String> records() {
    return SplitFile.record(this::files, options.target().classNames());
  }

  @Override
  public String origin() {
    return String.format(
        "cub-200: published CUB-200-2011 (%s), %d classes, %d train and %d validation of %d, %d"
            + " test of %d",
        options.path(),
        options.classes(),
        size(Split.TRAIN),
        size(Split.VALIDATION),
        publishedTrain,
        size(Split.TEST),
        publishedTest);
  }
}
