package io.ats.experiments.trial;

import io.ats.core.ImageSpec;
import io.ats.core.data.Dataset;
import io.ats.core.data.Task;
import io.ats.core.plugin.DatasetSpec;

/**
 * What a model must know of its data: {@code data.json}, so that a trained model can be built where
 * the data is not.
 *
 * @param image the images' sizes, the largest of each where they differ
 * @param mixed whether the images' sizes differ; false if unknown
 * @param task what is predicted
 */
public record DataShape(ImageSpec image, boolean mixed, Task task) {

  /** Returns the shape of a dataset that is not opened. */
  static DataShape of(DatasetSpec dataset) {
    return new DataShape(dataset.image(), false, dataset.target());
  }

  /** Returns the shape of a dataset. */
  static DataShape of(Dataset dataset) {
    return new DataShape(dataset.image(), dataset.mixed(), dataset.task());
  }
}
