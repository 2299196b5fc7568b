package io.ats.core.plugin;

import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.Task;

/** Opens datasets. */
public interface DatasetFactory<O extends Record> extends Factory<O> {

  /** Returns the images' sizes, reading nothing. */
  ImageSpec image(O options);

  /** Returns the task, reading nothing. */
  Task task(O options);

  /**
   * Opens the dataset.
   *
   * @param seed determines everything random in it
   * @throws java.io.UncheckedIOException if its files are missing or damaged, naming the file
   */
  Dataset open(O options, long seed);
}
