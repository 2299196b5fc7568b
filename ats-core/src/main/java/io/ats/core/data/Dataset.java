package io.ats.core.data;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ats.core.ImageSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A labelled set of large images in three splits. */
public interface Dataset {

  /** Returns the images' sizes, the largest of each where they differ. */
  ImageSpec image();

  /** Returns whether the images' sizes differ. */
  default boolean mixed() {
    return false;
  }

  /**
   * Returns an image's own sizes.
   *
   * @param index in [0,{@link #size})
   */
  default ImageSpec sizes(Split split, int index) {
    return image();
  }

  /** Returns the task. */
  Task task();

  /** Returns the number of images in a split. */
  int size(Split split);

  /**
   * Returns the images' origin, for reports: real, or a named synthetic twin and the dataset that
   * it stands for.
   */
  String origin();

  /**
   * Returns what an image is called: the name of its file if it has one, else such as {@code
   * test-000017}.
   *
   * @param index in [0,{@link #size})
   */
  default String name(Split split, int index) {
    return String.format(Locale.ROOT, "%s-%06d", split.name().toLowerCase(Locale.ROOT), index);
  }

  /**
   * Returns an image's label, the values of its row in {@link Batch#labels}; reads no pixel where
   * that can be.
   *
   * @param index in [0,{@link #size})
   */
  default float[] label(Split split, int index) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      return batch(manager, split, index).labels().toType(DataType.FLOAT32, false).toFloatArray();
    }
  }

  /**
   * Returns the images that were left out because they, or so far parts of them, cannot be read,
   * each with its reason.
   */
  default List<String> skipped() {
    return List.of();
  }

  /**
   * Returns the text of files that say what the dataset is, by their names, to be kept with a
   * trial.
   */
  default Map<String, String> records() {
    return Map.of();
  }

  /** Returns a checksum of everything that determines the images, for provenance. */
  String checksum();

  /**
   * Returns a batch; the same arguments always give the same values.
   *
   * @param manager the manager that owns the batch's arrays, on the device to compute on
   * @param indices the images' indices in the split, each in [0,{@link #size})
   */
  Batch batch(NDManager manager, Split split, int... indices);

  /**
   * Returns a batch to train on: that of {@link Split#TRAIN}, where the dataset crops or mirrors
   * its training images at random with that done, boxes included. The same arguments always give
   * the same values, an image's whatever the others are.
   *
   * @param manager as in {@link #batch}
   * @param seed of what is random, another for each epoch
   * @param indices as in {@link #batch}
   */
  default Batch trainingBatch(NDManager manager, long seed, int... indices) {
    return batch(manager, Split.TRAIN, indices);
  }
}
