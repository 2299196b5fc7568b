package io.ats.core.plugin;

import io.ats.core.data.Dataset;
import io.ats.core.data.ImageSpec;
import io.ats.core.data.Task;

/** The options of a dataset, a record that opens it. */
public interface DatasetSpec {

  /** Returns the images' sizes, without reading a file. */
  ImageSpec image();

  /** Returns the task, without reading a file. */
  Task target();

  /**
   * Opens the dataset.
   *
   * @param seed determines all randomness in it
   * @throws java.io.UncheckedIOException if a file is missing or damaged; the message names it
   */
  Dataset open(long seed);
}
