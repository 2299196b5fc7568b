package io.ats.datasets.scene;

import io.ats.core.ImageSpec;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.plugin.DatasetSpec;

/** Options of a dataset of labelled scenes, with embedded {@link ImageOptions}. */
public interface SceneSpec extends DatasetSpec {

  /** Returns the sizes of images, view and splits. */
  ImageOptions images();

  /** Returns the number of channels {@code C}. */
  int channels();

  /**
   * Returns the labelled scenes.
   *
   * @param seed determines everything random in them
   * @throws java.io.UncheckedIOException if files are missing or damaged, naming the file
   */
  SceneSet scenes(long seed);

  @Override
  default ImageSpec image() {
    return ImageSpec.scaled(channels(), height(), width(), images().viewScale());
  }

  @Override
  default Dataset open(long seed) {
    return new SceneDataset(image(), target(), scenes(seed));
  }

  /** Returns {@code H}, pixels. */
  default int height() {
    return images().height();
  }

  /** Returns {@code W}, pixels. */
  default int width() {
    return images().width();
  }

  /** Returns the number of images of a split. */
  default int size(Split split) {
    return images().size(split);
  }
}
