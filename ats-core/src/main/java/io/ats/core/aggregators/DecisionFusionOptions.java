package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Options of {@code decision-fusion}. */
@About(
    summary =
        "Each patch is classified by itself, trained by its own cross-entropy; the decisions are"
            + " fused.",
    paper =
        "Lymphoma attention sampling (slides): its baselines over uniform patches; bayesian-average:"
            + " Xu et al., IEEE Trans. SMC 1992")
public record DecisionFusionOptions(
    @Option(
            "how the decisions are fused: the most frequent class; the mean of the patches'"
                + " probabilities; votes weighted by the probability of the class voted for")
        Rule rule)
    implements AggregatorSpec {

  /** How the decisions are fused. */
  public enum Rule {
    /** The most frequent class; of equally frequent ones the first. */
    VOTE,
    /** The mean of the patches' posterior probabilities. */
    BAYESIAN_AVERAGE,
    /** The most frequent class, each vote weighted by its patch's largest probability. */
    WEIGHTED_VOTE
  }

  /** The mean of the probabilities. */
  public static final DecisionFusionOptions DEFAULTS =
      new DecisionFusionOptions(Rule.BAYESIAN_AVERAGE);

  /** Checks that there is a rule. */
  public DecisionFusionOptions {
    Options.check(DecisionFusionOptions.class, rule);
  }

  /**
   * {@inheritDoc}
   *
   * @throws OptionException if an image does not have one class
   */
  @Override
  public Aggregator create(Task task) {
    if (task.multiLabel() || task.isJoint()) {
      throw new OptionException(
          "aggregator decision-fusion needs a task with one class an image, which %s is not; choose mean"
              .formatted(task.name()));
    }
    return new DecisionFusion(rule, task.classes());
  }
}
