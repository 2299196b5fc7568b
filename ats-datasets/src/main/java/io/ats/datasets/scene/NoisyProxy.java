package io.ats.datasets.scene;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A view with Gaussian noise: {@code min(1, max(0, x + deviation·ε))}, ε standard normal and
 * independent for each value.
 *
 * @param channels {@code C} of the view
 * @param clean the view without noise
 * @param deviation the noise's standard deviation
 * @param stream restarts the random numbers, the same each time
 */
public record NoisyProxy(
    int channels, Proxy clean, double deviation, Supplier<RandomGenerator> stream)
    implements Proxy {

  @Override
  public void render(int height, int width, float[] target, int offset) {
    clean.render(height, width, target, offset);
    RandomGenerator random = stream.get();
    for (int i = offset; i < offset + channels * height * width; i++) {
      double noisy = target[i] + deviation * random.nextGaussian();
      target[i] = (float) Math.max(0, Math.min(1, noisy));
    }
  }
}
