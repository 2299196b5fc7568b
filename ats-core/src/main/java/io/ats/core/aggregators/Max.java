package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import io.ats.core.Aggregator;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.attention.Presence;
import io.ats.core.data.Task;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Aggregator {@code max}. */
@About(
    summary = "The maximum of each feature over the patches.",
    paper = "Cordonnier et al., CVPR 2021, table 2")
public record Max() implements AggregatorSpec {

  @Override
  public Aggregator create(Task task) {
    return new PoolingAggregator(Max::largest);
  }

  private static NDArray largest(NDArray features, Selection selection) {
    NDArray weighted = RelativeWeights.apply(features, selection);
    return selection
        .part(Part.PRESENT)
        .map(present -> weighted.add(Presence.bias(present).expandDims(2)))
        .orElse(weighted)
        .max(new int[] {1});
  }
}
