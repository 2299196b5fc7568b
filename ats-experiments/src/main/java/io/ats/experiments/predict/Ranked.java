package io.ats.experiments.predict;

import io.ats.experiments.results.TaskPredictions;
import java.util.List;
import java.util.stream.IntStream;

/** A class with its probability. */
record Ranked(String name, float probability) {

  /**
   * Returns an image's most probable classes, the most probable first; all if {@code most} is 0.
   */
  static List<Ranked> of(TaskPredictions task, int most) {
    float[] p = task.probabilities()[0];
    return IntStream.range(0, p.length)
        .boxed()
        .sorted((a, b) -> Float.compare(p[b], p[a]))
        .limit(most == 0 ? p.length : most)
        .map(c -> new Ranked(task.classes().get(c), p[c]))
        .toList();
  }
}
