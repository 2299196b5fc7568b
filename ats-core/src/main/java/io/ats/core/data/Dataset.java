package io.ats.core.data;

import ai.djl.ndarray.NDManager;
import java.util.Locale;

/** A labelled set of large images in three splits. */
public interface Dataset {

  /** Returns the images' sizes. */
  ImageSpec image();

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

  /** Returns a checksum of everything that determines the images, for provenance. */
  String checksum();

  /**
   * Returns a batch; the same arguments always give the same values.
   *
   * @param manager the manager that owns the batch's arrays, on the device to compute on
   * @param indices the images' indices in the split, each in [0,{@link #size})
   */
  Batch batch(NDManager manager, Split split, int... indices);
}
