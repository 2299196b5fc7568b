package io.ats.topk.perturbed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import io.ats.core.math.Scalars;

/** Ratios of the standard normal distribution's density {@code φ} and distribution {@code Φ}. */
final class NormalTail {

  /** Coefficients of {@code log erfc} (Press et al., Numerical Recipes, 2nd ed., 6.2). */
  private static final double[] LOG_ERFC = {
    -1.26551223,
    1.00002368,
    0.37409196,
    0.09678418,
    -0.18628806,
    0.27886807,
    -1.13520398,
    1.48851587,
    -0.82215223,
    0.17087277
  };

  private NormalTail() {}

  /**
   * Returns {@code φ(x)/Φ(x)}, the mean of {@code −Z} for a standard normal {@code Z} below {@code
   * x}, and of {@code Z} above {@code −x}; relative error below 3e-7 in float64, finite wherever
   * {@code x} is.
   *
   * <p>With {@code z = |x|/√2} and {@code t = 1/(1 + z/2)}, {@code erfc(z) = m·e^{−z²}}, {@code m =
   * t·exp(p(t))}, {@code p} a polynomial. Below 0 the exponentials cancel: {@code √(2/π)/m}.
   *
   * @param x of any shape; no gradient flows through
   */
  static NDArray ratio(NDArray x) {
    try (NDManager working = x.getManager().newSubManager()) {
      NDArray own = x.stopGradient();
      own.attach(working);
      NDArray z = Scalars.times(own.abs(), Math.sqrt(0.5));
      NDArray t = Scalars.inverse(Scalars.times(z, 0.5).add(1));
      NDArray power = Scalars.times(t, LOG_ERFC[LOG_ERFC.length - 1]);
      for (int i = LOG_ERFC.length - 2; i > 0; i--) {
        power.addi(LOG_ERFC[i]).muli(t);
      }
      NDArray m = power.addi(LOG_ERFC[0]).exp().muli(t);
      NDArray e = z.square().neg().exp();
      NDArray above =
          Scalars.times(e, Math.sqrt(0.5 / Math.PI)).div(Scalars.times(e.mul(m), 0.5).neg().add(1));
      NDArray below = Scalars.times(Scalars.inverse(m), Math.sqrt(2 / Math.PI));
      NDArray ratio = NDArrays.where(own.gt(0), above, below);
      ratio.attach(x.getManager());
      return ratio;
    }
  }
}
