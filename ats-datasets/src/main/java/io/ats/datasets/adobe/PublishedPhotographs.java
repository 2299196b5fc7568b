package io.ats.datasets.adobe;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.files.LabelledFile;
import io.ats.datasets.files.PublishedScenes;
import io.ats.datasets.files.StratifiedOrder;
import io.ats.datasets.folder.SplitFile;
import io.ats.datasets.random.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * MIT-Adobe FiveK: photographs, as JPEG or TIFF, anywhere in a folder, and their table. There are
 * no published splits for its classes: they are drawn, each class in its share. There are no boxes.
 */
final class PublishedPhotographs extends PublishedScenes {

  /** Name of the random stream that draws the splits. */
  private static final int SPLITS = 1;

  private final String path;
  private final int published;

  /**
   * Reads the table, and the images' headers.
   *
   * @throws java.io.UncheckedIOException if a file is missing or damaged, naming it
   * @throws OptionException if no training image would be left
   */
  PublishedPhotographs(MitAdobe5kOptions options, long seed) {
    super(options.images(), options.cache());
    this.path = options.path();
    Path given = Path.of(path);
    Path folder = Files.isRegularFile(given) ? given.getParent() : given;
    Path table = Files.isRegularFile(given) ? given : given.resolve("categories.txt");
    List<SubjectTable.Entry> entries = SubjectTable.read(table);
    PhotographFiles photographs = PhotographFiles.in(folder);
    List<LabelledFile> files =
        entries.stream()
            .map(
                entry ->
                    new LabelledFile(
                        photographs.of(entry),
                        entry.subject().ordinal(),
                        new double[0][],
                        entry.place()))
            .toList();
    int validation = options.images().validation();
    int test = options.images().test();
    if ((long) validation + test >= files.size()) {
      throw new OptionException(
          "validation and test must be less than the %d photographs of %s together, got %d and %d; lower them"
              .formatted(files.size(), table, validation, test));
    }
    List<LabelledFile> order = StratifiedOrder.of(files, Streams.of(seed, SPLITS));
    this.published = order.size();
    use(Split.TEST, order.stream().limit(test));
    use(Split.VALIDATION, order.stream().skip(test).limit(validation));
    use(Split.TRAIN, order.stream().skip(test + validation));
  }

  /** {@inheritDoc} The file {@code split.csv}: which image is in which split, with its checksum. */
  @Override
  public Map<String, String> records() {
    return SplitFile.record(this::files, Subject.names());
  }

  @Override
  public String origin() {
    return String.format(
        "mit-adobe-5k: published MIT-Adobe FiveK (%s), %d train, %d validation and %d test of %d",
        path, size(Split.TRAIN), size(Split.VALIDATION), size(Split.TEST), published);
  }
}
