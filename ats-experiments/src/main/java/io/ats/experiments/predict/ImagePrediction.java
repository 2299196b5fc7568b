package io.ats.experiments.predict;

import io.ats.experiments.results.TaskPredictions;
import java.util.List;

/**
 * What a model predicts of an image.
 *
 * @param image as it was named
 * @param height of the image, pixels
 * @param width of the image, pixels
 * @param tasks one row each; one if the task is not joint
 * @param milliseconds from reading the view to the probabilities
 * @param pixelsRead those in at least one patch, and those of the view if the selector looks at it
 */
public record ImagePrediction(
    String image,
    int height,
    int width,
    List<TaskPredictions> tasks,
    double milliseconds,
    long pixelsRead) {

  /** Copies the list. */
  public ImagePrediction {
    tasks = List.copyOf(tasks);
  }
}
