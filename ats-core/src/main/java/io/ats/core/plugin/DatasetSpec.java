package io.ats.core.plugin;

import io.ats.core.ImageSpec;
import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Task;

/** The options of a dataset, a record that opens it. */
public interface DatasetSpec {

  /**
   * Returns the images' sizes, the largest of each where they differ. No pixel is read, at most the
   * files' headers.
   *
   * @throws io.ats.core.options.OptionException if that cannot be
   */
  ImageSpec image();

  /**
   * Returns the task. No pixel is read, at most the files' names.
   *
   * @throws io.ats.core.options.OptionException if that cannot be
   */
  Task target();

  /** Returns what is done to the images before a model sees them; nothing by default. */
  default InputTransform input() {
    return InputTransform.NONE;
  }

  /**
   * Returns whether another seed splits the same images otherwise, so that what is tested with one
   * seed is trained on with another. False by default.
   */
  default boolean splitsBySeed() {
    return false;
  }

  /**
   * Opens the dataset.
   *
   * @param seed determines all randomness in it
   * @throws java.io.UncheckedIOException if a file is missing or damaged; the message names it
   */
  Dataset open(long seed);
}
