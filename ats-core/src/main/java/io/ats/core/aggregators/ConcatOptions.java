package io.ats.core.aggregators;

import io.ats.core.options.Option;

/**
 * Options of {@code concat}.
 *
 * @param hidden width of a hidden layer; 0: none
 * @param order in which the patches' features follow each other
 */
public record ConcatOptions(
    @Option(
            value = "width of a hidden layer with ReLU on the joined features; 0: none",
            min = 0,
            max = 65_536)
        int hidden,
    @Option("position: row by row; selection: as selected, for selectors that look in an order")
        Order order) {

  /** In which order the patches' features follow each other. */
  public enum Order {
    /** That of reading, row by row: the order of drawing does not matter. */
    POSITION,
    /** That in which they were selected: a saccade or glimpse after the other. */
    SELECTION
  }

  /** The joined features themselves, as in the source. */
  public static final ConcatOptions DEFAULTS = new ConcatOptions(0, Order.POSITION);
}
