package io.ats.experiments.trial;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** What a classifier reaches that always gives the most frequent answer. */
public final class MajorityShare {

  private MajorityShare() {}

  /**
   * Returns the share of a split's most frequent label; of a joint task the mean over its parts.
   */
  public static double of(Dataset dataset, Split split) {
    double sum = 0;
    int first = 0;
    for (Task single : dataset.task().singles()) {
      Map<String, Integer> counts = new HashMap<>();
      for (int i = 0; i < dataset.size(split); i++) {
        float[] label = dataset.label(split, i);
        float[] own = Arrays.copyOfRange(label, first, first + single.labelSize());
        counts.merge(Arrays.toString(own), 1, Integer::sum);
      }
      sum += (double) Collections.max(counts.values()) / dataset.size(split);
      first += single.labelSize();
    }
    return sum / dataset.task().singles().size();
  }
}
