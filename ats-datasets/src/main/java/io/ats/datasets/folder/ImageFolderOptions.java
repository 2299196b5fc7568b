package io.ats.datasets.folder;

import io.ats.core.ImageSpec;
import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Task;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.DatasetSpec;
import io.ats.datasets.input.DataFolder;
import io.ats.datasets.scene.ColourOptions;
import io.ats.datasets.scene.Glass;
import io.ats.datasets.scene.SceneDataset;
import java.nio.file.Path;
import java.util.Optional;

/** Options of {@code image-folder}. */
@About(
    summary =
        "Anyone's own images: DIR/{train,val,test}/CLASS/FILE, DIR/CLASS/FILE, or a table"
            + " file,label[,group][,split]; up to gigapixels, of any sizes.",
    paper = "ours")
public record ImageFolderOptions(
    @Option("folder of the images, or a table (.csv) in that folder") String path,
    @Option("a split.csv that an earlier run wrote; empty: splits of the folder, or drawn")
        String split,
    @Option("what a label is") LabelKind labels,
    @Option(value = "share of the images for validation, where no split says", min = 0, max = 0.9)
        double validation,
    @Option(value = "share of the images for test, where no split says", min = 0, max = 0.9)
        double test,
    @Option(value = "seed of splits that are drawn", min = 0) long splitSeed,
    @Option(value = "number of folds for cross-validation, at least 2; 0: none", min = 0, max = 100)
        int folds,
    @Option(value = "the fold that is for test, from 0", min = 0, max = 99) int fold,
    @Option(
            value = "side of the view, as a fraction of the image's",
            min = 0,
            above = true,
            max = 1)
        double viewScale,
    @Option(
            value = "side of every image's view in pixels, the aspect not kept; 0: by view-scale",
            min = 0,
            max = 8192)
        int viewSize,
    @Option(
            value =
                "micrometres that a pixel is to stand for: images are read at that resolution; 0:"
                    + " the file's own pixels",
            min = 0)
        double micronsPerPixel,
    @Option(
            value =
                "grey level in [0,1] from which a pixel of the view can be empty glass, where no"
                    + " patch is selected; 0: off",
            min = 0,
            max = 1)
        double glass,
    @Option(value = "largest saturation of glass, (max − min)/max of the colours", min = 0, max = 1)
        double glassSaturation,
    @Embedded ColourOptions colours,
    @Option("what is done about a file, or a tile of one, that cannot be read") OnError onError,
    @Option(
            value =
                "memory for decoded images and tiles, megabytes; at most half of Java's memory is"
                    + " used",
            min = 1)
        int cache)
    implements DatasetSpec {

  /** A folder to be named, 15 % each for validation and test, views of a tenth. */
  public static final ImageFolderOptions DEFAULTS =
      new ImageFolderOptions(
          "",
          "",
          LabelKind.CLASS,
          0.15,
          0.15,
          0,
          0,
          0,
          0.1,
          0,
          0,
          0,
          0.07,
          ColourOptions.AS_THEY_ARE,
          OnError.FAIL,
          512);

  /**
   * Checks the ranges.
   *
   * @throws OptionException if one is out of range, or they contradict each other
   */
  public ImageFolderOptions {
    Options.check(
        ImageFolderOptions.class,
        path,
        split,
        labels,
        validation,
        test,
        splitSeed,
        folds,
        fold,
        viewScale,
        viewSize,
        micronsPerPixel,
        glass,
        glassSaturation,
        colours,
        onError,
        cache);
    path = DataFolder.absolute("path", path);
    split = DataFolder.absolute("split", split);
    DrawnSplits.requireFold(folds, fold);
    double tested = folds == 0 ? test : 1.0 / folds;
    if (validation + tested > 0.95) {
      throw new OptionException(
          "validation = %s and %s for test leave nearly no image for training; lower one"
              .formatted(validation, tested));
    }
  }

  /** Returns what is not to be looked at, if anything. */
  Optional<Glass> background() {
    return glass == 0 ? Optional.empty() : Optional.of(new Glass(glass, glassSaturation));
  }

  /** Returns the same options with an error for every file and tile that cannot be read. */
  ImageFolderOptions failing() {
    return with(path, labels, OnError.FAIL);
  }

  /** Returns the same options for other images. */
  ImageFolderOptions at(Path other, LabelKind kind) {
    return with(other.toString(), kind, onError);
  }

  private ImageFolderOptions with(String otherPath, LabelKind otherLabels, OnError otherOnError) {
    return new ImageFolderOptions(
        otherPath,
        split,
        otherLabels,
        validation,
        test,
        splitSeed,
        folds,
        fold,
        viewScale,
        viewSize,
        micronsPerPixel,
        glass,
        glassSaturation,
        colours,
        otherOnError,
        cache);
  }

  /** {@inheritDoc} Reads the files' headers; where sizes differ, the largest of each. */
  @Override
  public ImageSpec image() {
    return FolderIndex.of(this).image();
  }

  /** {@inheritDoc} Reads the names of the files. */
  @Override
  public Task target() {
    return FolderIndex.of(this).task();
  }

  @Override
  public InputTransform input() {
    return colours.input();
  }

  /** Opens the images; the seed does not matter. */
  @Override
  public Dataset open(long seed) {
    return new SceneDataset(image(), target(), new FolderScenes(this, FolderIndex.of(this)));
  }
}
