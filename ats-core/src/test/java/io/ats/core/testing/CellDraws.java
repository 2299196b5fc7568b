package io.ats.core.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ScoreGrid;
import io.ats.core.sampling.Randomness;
import java.util.Optional;

/**
 * Draws that are no draws: a number for each row and column of a score grid, the same for all
 * images and for grids of all sizes.
 */
final class CellDraws implements Randomness {

  private final long columns;
  private final long cells;
  private int draws;

  CellDraws(Optional<ScoreGrid> grid) {
    columns = grid.map(there -> (long) there.columns().length).orElse(0L);
    cells = grid.map(there -> (long) there.size()).orElse(0L);
  }

  @Override
  public NDArray uniform(NDManager manager, double low, double high, Shape shape, DataType type) {
    double[] values = numbers(shape, shape.get(0));
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * values[i];
    }
    return manager.create(values, shape).toType(type, false);
  }

  @Override
  public NDArray normal(NDManager manager, double deviation, Shape shape, DataType type) {
    return centred(manager, deviation, numbers(shape, shape.get(0)), shape, type);
  }

  @Override
  public NDArray shared(NDManager manager, double deviation, Shape shape, DataType type) {
    return centred(manager, deviation, numbers(shape, 1), shape, type);
  }

  private static NDArray centred(
      NDManager manager, double deviation, double[] values, Shape shape, DataType type) {
    for (int i = 0; i < values.length; i++) {
      values[i] = deviation * Math.sqrt(12) * (values[i] - 0.5);
    }
    return manager.create(values, shape).toType(type, false);
  }

  /** Returns numbers in (0,1), the same for each of some rows. */
  private double[] numbers(Shape shape, long rows) {
    double[] values = new double[(int) shape.size()];
    long last = shape.get(shape.dimension() - 1);
    long each = values.length / rows;
    int draw = draws++;
    for (int i = 0; i < values.length; i++) {
      long number = draw;
      long place = i % each;
      long cell = place % last;
      boolean ofCells = cells > 0 && last % cells == 0; // of each size, one size after the other
      long row = ofCells ? cell % cells / columns : 0;
      long column = ofCells ? cell % columns : cell;
      number += ofCells ? 10 * (cell / cells) : 0;
      double angle = 12.9898 * row + 78.233 * column + 37.719 * (place / last) + 4.1414 * number;
      double large = 43758.5453 * Math.sin(angle + 1);
      values[i] = Math.min(0.999, Math.max(0.001, large - Math.floor(large)));
    }
    return values;
  }
}
