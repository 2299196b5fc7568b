package io.ats.experiments.results;

import java.util.List;

/**
 * What a trial predicted of each test image after its last epoch: {@code predictions.csv}.
 *
 * @param images the images' names
 * @param tasks the predictions in each part of the task; one if it is not joint
 */
public record Predictions(List<String> images, List<TaskPredictions> tasks) {

  /** Copies the lists. */
  public Predictions {
    images = List.copyOf(images);
    tasks = List.copyOf(tasks);
  }

  /** Returns the share of images that are predicted right, the mean over the parts. */
  public double accuracy() {
    return tasks.stream().mapToDouble(TaskPredictions::accuracy).sum() / tasks.size();
  }
}
