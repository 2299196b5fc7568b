package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Options of {@code whole-and-parts}. */
@About(
    summary =
        "The whole image's features with the patches', concatenated or averaged; the whole image"
            + " and each patch are classified besides.",
    paper =
        "Yang et al., ECCV 2018, the scrutinizer (concat); Cordonnier et al., CVPR 2021, section"
            + " 5.3 (mean)")
public record WholeAndPartsOptions(
    @Option("concat: one vector after the other; mean: the patches' mean is added to the whole's")
        Form form,
    @Option(value = "patches joined, the first ones selected; 0: all", min = 0, max = 100_000)
        int parts)
    implements AggregatorSpec {

  /** How the features are joined. */
  public enum Form {
    /** To {@code (B,(1+K)·F)}. */
    CONCAT,
    /** To {@code (B,F)}. */
    MEAN
  }

  /** NTS-Net's: four of its six parts. */
  public static final WholeAndPartsOptions DEFAULTS = new WholeAndPartsOptions(Form.CONCAT, 4);

  /** Checks the range. */
  public WholeAndPartsOptions {
    Options.check(WholeAndPartsOptions.class, form, parts);
  }

  @Override
  public Aggregator create(Task task) {
    return new WholeAndParts(this, task.classes());
  }
}
