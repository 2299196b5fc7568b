package io.ats.datasets.folder;

import io.ats.core.ImageSpec;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.source.Scene;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.scene.Glass;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneDataset;
import io.ats.datasets.scene.SceneSet;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Images named one by one, read as a model's dataset reads its own. */
public final class GivenImages implements AutoCloseable {

  private final ImageFolderOptions options;
  private final ImageSpec trained;
  private final boolean folder;
  private final FolderImages images;

  private GivenImages(ImageFolderOptions options, ImageSpec trained, boolean folder) {
    // A tile that cannot be read is an error: its white would change an answer unnoticed.
    this.options = options.failing();
    this.trained = trained;
    this.folder = folder;
    images = new FolderImages(this.options, RegionOptions.DEFAULTS.cacheFolder());
  }

  /**
   * Returns the reader of a model's images.
   *
   * @param dataset its options; of another than {@code image-folder}, images must have the size of
   *     its own
   * @param trained the sizes of the images that it was trained on
   */
  public static GivenImages of(Record dataset, ImageSpec trained) {
    return dataset instanceof ImageFolderOptions own
        ? new GivenImages(own, trained, true)
        : new GivenImages(ImageFolderOptions.DEFAULTS, trained, false);
  }

  /**
   * An image that can be read.
   *
   * @param file its file
   * @param scene its pixels
   * @param sizes its own sizes
   */
  public record Given(Path file, Scene scene, ImageSpec sizes) {}

  /**
   * Opens an image.
   *
   * @throws UncheckedIOException if it cannot be read, naming it
   * @throws OptionException if its size does not fit the model
   */
  public Given open(Path file) {
    FileFacts facts = FileReader.checked(file, images::facts, options.micronsPerPixel());
    if (!facts.good()) {
      String message = file + ": " + facts.problem();
      throw InputFile.bad(message);
    }
    Scene scene = images.scene(file, facts);
    Scene seen =
        trained.channels() == 1 && scene.channels() == RegionImage.CHANNELS
            ? new GreyScene(scene)
            : scene;
    return new Given(file, seen, sizes(file, facts));
  }

  private ImageSpec sizes(Path file, FileFacts facts) {
    if (folder) {
      return FolderIndex.sizes(options, file, facts);
    }
    if (facts.height() != trained.height() || facts.width() != trained.width()) {
      throw new OptionException(
          "%s: the model's images are of %d×%d pixels, this one is of %d×%d; resize it"
              .formatted(file, trained.height(), trained.width(), facts.height(), facts.width()));
    }
    return trained;
  }

  @Override
  public void close() {
    images.close();
  }

  /**
   * Returns images as the test split of a dataset, without labels.
   *
   * @param canvas the sizes that a model is built for, none smaller than an image's
   * @param mixed whether the images' sizes are to be told one by one, as they must be if one
   *     differs from the canvas
   */
  public Dataset dataset(List<Given> given, Task task, ImageSpec canvas, boolean mixed) {
    Optional<Glass> glass = folder ? options.background() : Optional.empty();
    return new SceneDataset(canvas, task, new Unlabelled(List.copyOf(given), task, mixed, glass));
  }

  private record Unlabelled(List<Given> images, Task task, boolean mixed, Optional<Glass> glass)
      implements SceneSet {

    @Override
    public int size(Split split) {
      return split == Split.TEST ? images.size() : 0;
    }

    @Override
    public Optional<String> name(Split split, int index) {
      return Optional.of(images.get(index).file().toString());
    }

    @Override
    public Optional<ImageSpec> sizes(Split split, int index) {
      return mixed ? Optional.of(images.get(index).sizes()) : Optional.empty();
    }

    @Override
    public LabelledScene scene(Split split, int index) {
      return new LabelledScene(
          images.get(index).scene(), new float[task.labelSize()], new float[0][]);
    }

    @Override
    public String origin() {
      return "given images";
    }

    @Override
    public String checksum() {
      return "";
    }
  }
}
