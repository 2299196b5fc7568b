package io.ats.datasets.cub;

import io.ats.core.data.InputTransform;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.datasets.input.DataFolder;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourOptions;
import io.ats.datasets.scene.Crop;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.SceneSpec;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Options of {@code cub-200}. */
@About(
    summary =
        "The species of a bird, of 200: the published CUB-200-2011, or generated birds that differ"
            + " in the head alone.",
    paper =
        "Wah et al. 2011, The Caltech-UCSD Birds-200-2011 Dataset; sizes and crops: Yang et al."
            + " 2018, Learning to Navigate for Fine-grained Classification (NTS-Net)")
public record Cub200Options(
    @Embedded ImageOptions images,
    @Option(
            value = "number of classes, of published files the first ones",
            min = 2,
            max = Face.COUNT)
        int classes,
    @Option(
            value =
                "side of the square that images are resized to before height × width are cropped of"
                    + " it; 0: resized to height × width, no crop",
            min = 0,
            max = 4096)
        int resize,
    @Option(
            "training images are cropped anywhere, by half mirrored left to right; others, and"
                + " without this all, in the middle")
        boolean augment,
    @Option(
            value =
                "generated: diameter of a head, as a fraction of the cropped image's shorter side",
            min = 0,
            above = true,
            max = 0.25)
        double headSize,
    @Option(value = "generated: number of different backgrounds of a split", min = 1, max = 1000)
        int grounds,
    @Embedded ColourOptions colours,
    @Option("folder CUB_200_2011 with the published index files; empty: generated images")
        String path,
    @Option(
            value =
                "memory for decoded published images, megabytes; at most half of Java's memory is used",
            min = 0)
        int cache)
    implements SceneSpec {

  /** Smallest diameter of a head, pixels, at which species can be told apart. */
  private static final int LEAST_HEAD = 16;

  /** What a face and its edges reach from the head's centre at most, in diameters. */
  private static final double REACH = 1.2;

  /**
   * The sizes of NTS-Net and the mean and deviation of ImageNet's images; of the 5994 official
   * training images 994 are for validation, as in Cordonnier et al. 2021.
   */
  public static final Cub200Options DEFAULTS =
      new Cub200Options(
          new ImageOptions(448, 448, 5000, 994, 5794, 1),
          200,
          600,
          true,
          0.15,
          6,
          ColourOptions.OF_IMAGENET,
          "",
          1024);

  /**
   * Checks the ranges, and that heads are legible and in every crop.
   *
   * @throws OptionException if not
   */
  public Cub200Options {
    Options.check(
        Cub200Options.class,
        images,
        classes,
        resize,
        augment,
        headSize,
        grounds,
        colours,
        path,
        cache);
    images.requireSides(32);
    images.requireBitmap();
    int height = images.height();
    int width = images.width();
    if (resize > 0 && resize < Math.max(height, width)) {
      throw new OptionException(
          "resize must be 0 or at least height and width, got %d for height %d and width %d; raise resize"
              .formatted(resize, height, width));
    }
    path = DataFolder.absolute("path", path);
    if (path.isEmpty()) {
      requireHeads(height, width, resize, headSize);
    }
  }

  private static void requireHeads(int height, int width, int resize, double headSize) {
    int head = headPixels(height, width, headSize);
    int side = Math.min(height, width);
    int every = resize == 0 ? side : 2 * side - resize; // what all crops of an axis show
    if (head < LEAST_HEAD || 2 * marginPixels(head) >= every) {
      throw new OptionException(
          "head-size %s gives heads of %d pixels on images of height %d and width %d, expected at least %d, and that all crops show them, which have %d pixels in common; change head-size, or lower resize"
              .formatted(headSize, head, height, width, LEAST_HEAD, Math.max(0, every)));
    }
  }

  private static int headPixels(int height, int width, double headSize) {
    return (int) Math.round(Math.min(height, width) * headSize);
  }

  private static int marginPixels(int head) {
    return (int) Math.ceil(REACH * head) + 2;
  }

  /** Returns the largest diameter of a generated head in pixels. */
  int headPixels() {
    return headPixels(height(), width(), headSize);
  }

  /** Returns how far a generated head's centre is from the edge of any crop at least, pixels. */
  int marginPixels() {
    return marginPixels(headPixels());
  }

  /** Returns what part of these is used. */
  Crop crop() {
    return new Crop(height(), width());
  }

  /** Returns the sizes of the images before they are cropped. */
  ImageOptions resized() {
    return resize == 0
        ? images
        : new ImageOptions(
            resize, resize, images.train(), images.validation(), images.test(), images.viewScale());
  }

  @Override
  public int channels() {
    return ColourBitmap.CHANNELS;
  }

  /**
   * {@inheritDoc} Of published files the classes have their names.
   *
   * @throws OptionException if {@code classes.txt} cannot be read or has fewer classes
   */
  @Override
  public Task target() {
    return new Task("species", names(), false);
  }

  private List<String> names() {
    if (path.isEmpty()) {
      return IntStream.range(0, classes).mapToObj("species %03d"::formatted).toList();
    }
    try {
      List<String> all = BirdIndex.classes(Path.of(path));
      if (all.size() >= classes) {
        return all.subList(0, classes);
      }
      throw new OptionException(
          "classes must be at most the %d of %s, got %d; lower classes"
              .formatted(all.size(), Path.of(path).resolve("classes.txt"), classes));
    } catch (UncheckedIOException e) {
      throw new OptionException("path: " + e.getMessage());
    }
  }

  @Override
  public InputTransform input() {
    return colours.input();
  }

  @Override
  public SceneSet scenes(long seed) {
    if (path.isEmpty()) {
      resized().requireBitmaps("grounds", Split.values().length * grounds);
      return new CroppedBirds(new GeneratedBirds(this, seed), this);
    }
    return new CroppedBirds(new PublishedBirds(this, seed), this);
  }
}
