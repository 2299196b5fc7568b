package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Options of {@code normalised-logits}. */
@About(
    summary =
        "Each patch's logits, of L2 norm 1, summed with the selection's weights and scaled; no head"
            + " follows.",
    paper = "Lymphoma attention sampling (slides): the classification network")
public record NormalisedLogitsOptions(
    @Option(
            value =
                "T, by which the sum is multiplied before the softmax; more classes need a larger"
                    + " one, for no probability exceeds 1/(1 + (C−1)·exp(−T·√(C/(C−1))))",
            min = 0,
            above = true,
            max = 1000)
        double temperature)
    implements AggregatorSpec {

  /** The source's. */
  public static final NormalisedLogitsOptions DEFAULTS = new NormalisedLogitsOptions(3);

  /** Checks the range. */
  public NormalisedLogitsOptions {
    Options.check(NormalisedLogitsOptions.class, temperature);
  }

  /**
   * {@inheritDoc}
   *
   * @throws OptionException if the task is joint, whose parts' logits would share one length
   */
  @Override
  public Aggregator create(Task task) {
    if (task.isJoint()) {
      throw new OptionException(
          "aggregator normalised-logits needs a task that is not joint, which %s is; choose mean"
              .formatted(task.name()));
    }
    return new NormalisedLogits(temperature, task.classes());
  }
}
