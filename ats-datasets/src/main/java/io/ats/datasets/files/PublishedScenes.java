package io.ats.datasets.files;

import io.ats.core.data.Split;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.Fingerprint;
import io.ats.datasets.scene.HeapMemory;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Base of published images: labelled files, each read and resized when it is asked for. */
public abstract class PublishedScenes implements SceneSet {

  private final ImageOptions options;
  private final ImageCache images;
  private final Map<Split, List<LabelledFile>> files = new EnumMap<>(Split.class);
  private final Duplicates duplicates = new Duplicates();

  /**
   * Creates the base, without files.
   *
   * @param options the images' sizes, and the greatest number in each split
   * @param cache memory for decoded images, in units of 10⁶ bytes
   */
  protected PublishedScenes(ImageOptions options, int cache) {
    this(options, Resizing.AREA, cache);
  }

  /**
   * Creates the base, without files, with another way of resizing.
   *
   * @param resizing how images of other sizes are resized
   */
  protected PublishedScenes(ImageOptions options, Resizing resizing, int cache) {
    this.options = options;
    HeapMemory.require(
        "height and width: an image of %d×%d".formatted(options.height(), options.width()),
        (1.0 + Float.BYTES) * ColourBitmap.CHANNELS * options.height() * options.width(),
        "lower them");
    this.images = new ImageCache(resizing, options.height(), options.width(), cache);
  }

  /**
   * Sets the files of a split: the first of those given, as many as the options allow; reads their
   * headers but no pixels.
   *
   * @throws UncheckedIOException if a file is missing, no image or too large, has a box that does
   *     not lie within it, or is also that of another label or split, naming the file
   */
  protected final void use(Split split, Stream<LabelledFile> published) {
    List<LabelledFile> used = published.limit(options.size(split)).toList();
    for (LabelledFile image : used) {
      check(image, ImageFile.size(image.file(), options.height(), options.width()));
      duplicates.add(split, image);
    }
    files.put(split, used);
  }

  private static void check(LabelledFile image, ImageFile.Size size) {
    for (double[] box : image.boxes()) {
      double area = (box[2] - box[0]) * (box[3] - box[1]);
      double within = shared(box[0], box[2], size.height()) * shared(box[1], box[3], size.width());
      if (!(area > 0 && within >= area / 2)) { // NaN and infinite areas too
        String message =
            "%s: expected a box of which at least half lies within the image of %d×%d pixels, found rows %s to %s and columns %s to %s; replace the file by the published one"
                .formatted(
                    image.annotation(),
                    size.height(),
                    size.width(),
                    box[0],
                    box[2],
                    box[1],
                    box[3]);
        throw InputFile.bad(message);
      }
    }
  }

  private static double shared(double first, double last, int side) {
    return Math.max(0, Math.min(last, side) - Math.max(first, 0));
  }

  /** Returns the files of a split, in its order. */
  protected final List<LabelledFile> files(Split split) {
    return files.get(split);
  }

  @Override
  public final int size(Split split) {
    return files.get(split).size();
  }

  @Override
  public final Optional<String> name(Split split, int index) {
    return Optional.of(files.get(split).get(index).file().getFileName().toString());
  }

  @Override
  public final float[] label(Split split, int index) {
    return new float[] {files.get(split).get(index).label()};
  }

  @Override
  public final LabelledScene scene(Split split, int index) {
    LabelledFile file = files.get(split).get(index);
    ImageFile image = images.get(file.file());
    float[][] boxes =
        Arrays.stream(file.boxes())
            .map(b -> Boxes.within(b[0], b[1], b[2], b[3], image.height(), image.width()))
            .toArray(float[][]::new);
    return new LabelledScene(new ColourBitmapScene(image.bitmap()), file.label(), boxes);
  }

  /**
   * {@inheritDoc} SHA-256 of the names, labels, boxes and contents of all files used, and of the
   * images' sizes; reads every file once, as an epoch does, and finds images cut short before an
   * epoch comes upon them.
   */
  @Override
  public final String checksum() {
    return Fingerprint.sha256(
        digest -> {
          for (Split split : Split.values()) {
            for (LabelledFile file : files.get(split)) {
              String boxes = Arrays.deepToString(file.boxes());
              Fingerprint.add(
                  digest, split + " " + file.file().getFileName() + " " + file.label() + boxes);
              ImageFile.add(digest, file.file());
            }
          }
          String sizes = options.height() + " " + options.width() + " " + options.viewScale();
          Fingerprint.add(digest, sizes);
        });
  }
}
