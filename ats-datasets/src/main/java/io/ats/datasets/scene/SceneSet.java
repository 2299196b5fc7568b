package io.ats.datasets.scene;

import io.ats.core.data.Split;
import java.util.Optional;

/** Labelled scenes in three splits: what a {@link SceneDataset} makes batches of. */
public interface SceneSet {

  /** Returns how many images a split has. */
  int size(Split split);

  /**
   * Returns an image; the same arguments always give the same one.
   *
   * @param index in [0,{@link #size})
   */
  LabelledScene scene(Split split, int index);

  /**
   * Returns the name of an image's file, if it has one.
   *
   * @param index in [0,{@link #size})
   */
  default Optional<String> name(Split split, int index) {
    return Optional.empty();
  }

  /** Returns what the images are, for reports: real, or a synthetic twin, and of what. */
  String origin();

  /** Returns a checksum, in hexadecimal, of everything that determines the images. */
  String checksum();
}
