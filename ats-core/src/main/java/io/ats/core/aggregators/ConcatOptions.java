package io.ats.core.aggregators;

import io.ats.core.Aggregator;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.plugin.AggregatorSpec;

/** Options of {@code concat}. */
@About(
    summary = "Concatenates the patches' features, ordered by position or as selected.",
    paper = "Cordonnier et al., CVPR 2021, table 3")
public record ConcatOptions(
    @Option(
            value = "width of a hidden ReLU layer on the concatenated features; 0: none",
            min = 0,
            max = 65_536)
        int hidden,
    @Option(
            "order of the patches; position: row by row; selection: as selected, for sequential"
                + " selectors")
        Order order)
    implements AggregatorSpec {

  /** The order in which the patches' features are concatenated. */
  public enum Order {
    /** Row by row, whatever order the patches were selected in. */
    POSITION,
    /** The order in which they were selected, such as that of saccades or glimpses. */
    SELECTION
  }

  /** No hidden layer, as in the paper. */
  public static final ConcatOptions DEFAULTS = new ConcatOptions(0, Order.POSITION);

  /** Checks the ranges. */
  public ConcatOptions {
    Options.check(ConcatOptions.class, hidden, order);
  }

  @Override
  public Aggregator create(Task task) {
    return new Concat(this);
  }
}
