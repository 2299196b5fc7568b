package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;
import java.util.List;

/** Options of {@code summed-logits}. */
@About(
    summary = "Each patch's logits, summed with the selection's weights, then a dense network.",
    paper =
        "Ramapuram et al., Variational Saccading, BMVC 2019, §4.1: the baseline of 144 crops; with"
            + " patch-hidden, the fusion of saccades in the authors' public code")
public record SummedLogitsOptions(
    @Option(
            value = "widths of the hidden ReLU layers before each patch's logits",
            min = 1,
            max = 65_536)
        List<Integer> patchHidden,
    @Option(
            value =
                "values of each patch that are summed, their sums normalised and rectified; 0: its"
                    + " logits, one a class, as they are",
            min = 0,
            max = 65_536)
        int sums,
    @Option(
            value = "widths of the hidden ReLU layers after the sum, before the classifier's layer",
            min = 1,
            max = 65_536)
        List<Integer> hidden,
    @Option("batch normalisation before each ReLU") boolean batchNorm)
    implements AggregatorSpec {

  /**
   * The baseline of 144 crops, whose dense network has "multiple" layers, with batch normalisation;
   * the paper's text has no width.
   */
  public static final SummedLogitsOptions DEFAULTS =
      new SummedLogitsOptions(List.of(), 0, List.of(256), true);

  /** Checks the ranges. */
  public SummedLogitsOptions {
    Options.check(SummedLogitsOptions.class, patchHidden, sums, hidden, batchNorm);
    patchHidden = List.copyOf(patchHidden);
    hidden = List.copyOf(hidden);
  }

  @Override
  public Aggregator create(Task task) {
    return new SummedLogits(this, task.classes());
  }
}
