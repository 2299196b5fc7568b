package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.options.OptionException;
import io.ats.core.source.MovingSource;
import java.util.random.RandomGenerator;

/**
 * Shifts every whole-pixel patch by a random offset, uniform in {@code {−j,…,j}²} and independent
 * for each patch. Positions lie on a grid: without the shift an image has the same patches in every
 * epoch, and a network can memorise them. The view and regions sampled between pixels are not
 * shifted.
 *
 * @param reach {@code j}, pixels of the full image
 */
public record Jitter(int reach) implements Augmentation {

  /**
   * Checks the reach.
   *
   * @throws OptionException if it is below 0
   */
  public Jitter {
    if (reach < 0) {
      throw new OptionException("jitter must be at least 0, got " + reach + "; 0 turns it off");
    }
  }

  /** {@inheritDoc} The engine draws the offsets when patches are cut. */
  @Override
  public Views apply(Views views, RandomGenerator random) {
    return reach == 0 ? views : views.with(views.low(), new Jittered(views.source(), reach));
  }

  private record Jittered(PatchSource source, int reach) implements MovingSource {

    @Override
    public PatchSource over(PatchSource other) {
      return new Jittered(other, reach);
    }

    @Override
    public NDArray crop(NDArray origins, int height, int width, Border border) {
      NDArray offsets = // {−j,…,j}, (B,K,2)
          origins
              .getManager()
              .randomInteger(-reach, reach + 1L, origins.getShape(), DataType.INT64);
      return source.crop(origins.add(offsets), height, width, border);
    }

    @Override
    public NDArray sample(NDArray regions, int height, int width) {
      return source.sample(regions, height, width);
    }

    @Override
    public NDArray view(NDManager manager, int height, int width) {
      return source.view(manager, height, width);
    }
  }
}
