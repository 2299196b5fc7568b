package io.ats.core.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ats.core.math.Scalars;
import io.ats.core.options.OptionException;

/** The baseline subtracted from the signal of a score-function gradient to reduce its variance. */
public enum Baseline {
  /** No baseline. Unbiased. */
  NONE {
    @Override
    NDArray advantage(NDArray signal, int repeats) {
      return signal;
    }
  },
  /**
   * The mean over the batch, or the part of it that is trained at a time, as in the source of
   * {@code reinforce}. Biased by the factor {@code 1 − 1/(B·R)}.
   */
  BATCH_MEAN {
    @Override
    NDArray advantage(NDArray signal, int repeats) {
      if (signal.size() < 2) {
        throw new OptionException(
            "baseline batch-mean needs more than one draw at a time, or there is no gradient; set"
                + " selector.repeats or training.micro-batch above 1, or another"
                + " objective.score-function.baseline");
      }
      return signal.sub(signal.mean());
    }
  },
  /** The mean over the same image's other repeats. Unbiased. */
  LEAVE_ONE_OUT {
    @Override
    NDArray advantage(NDArray signal, int repeats) {
      if (repeats < 2) {
        throw new OptionException(
            "baseline leave-one-out needs at least 2 repeats per image, got "
                + repeats
                + "; set selector.repeats, or another objective.score-function.baseline");
      }
      NDArray each = signal.reshape(new Shape(-1, repeats));
      NDArray others = Scalars.over(each.sum(new int[] {1}, true).sub(each), repeats - 1);
      return each.sub(others).flatten();
    }
  };

  /**
   * Returns the signal minus its baseline.
   *
   * @param signal {@code (B·R)}, one image's repeats consecutive
   */
  abstract NDArray advantage(NDArray signal, int repeats);
}
