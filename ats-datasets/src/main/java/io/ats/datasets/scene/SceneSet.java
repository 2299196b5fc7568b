package io.ats.datasets.scene;

import io.ats.core.ImageSpec;
import io.ats.core.data.Split;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Labelled scenes in three splits: what a {@link SceneDataset} makes batches of. Several threads
 * ask for images at a time.
 */
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
   * Returns a training image with what is done to it at random, its boxes too; by default nothing.
   *
   * @param index in [0,{@link #size})
   * @param random the generator, seeded for this image and epoch
   */
  default LabelledScene trainingScene(int index, RandomGenerator random) {
    return scene(Split.TRAIN, index);
  }

  /**
   * Returns an image's label, as its scene has it.
   *
   * @param index in [0,{@link #size})
   */
  default float[] label(Split split, int index) {
    return scene(split, index).label();
  }

  /**
   * Returns the name of an image's file, if it has one.
   *
   * @param index in [0,{@link #size})
   */
  default Optional<String> name(Split split, int index) {
    return Optional.empty();
  }

  /** Returns whether the images' sizes differ. */
  default boolean mixed() {
    return false;
  }

  /**
   * Returns an image's own sizes if the images are {@linkplain #mixed mixed}, else nothing.
   *
   * @param index in [0,{@link #size})
   */
  default Optional<ImageSpec> sizes(Split split, int index) {
    return Optional.empty();
  }

  /** Returns what the background of a view looks like, if it is not to be looked at. */
  default Optional<Glass> glass() {
    return Optional.empty();
  }

  /** Returns the images that were left out because they cannot be read, each with its reason. */
  default List<String> skipped() {
    return List.of();
  }

  /** Returns the text of files that say what the set is, by their names. */
  default Map<String, String> records() {
    return Map.of();
  }

  /** Returns what the images are, for reports: real, or a synthetic twin, and of what. */
  String origin();

  /** Returns a checksum, in hexadecimal, of everything that determines the images. */
  String checksum();
}
