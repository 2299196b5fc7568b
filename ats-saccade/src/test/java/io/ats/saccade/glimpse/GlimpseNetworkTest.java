package io.ats.saccade.glimpse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Blocks;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import io.ats.core.source.Pictures;
import io.ats.core.testing.RandomValues;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The glimpse network against its equations, with an encoder whose features are the pixels. */
class GlimpseNetworkTest {

  private static final int N = 3;
  private static final int SCALES = 2;
  private static final int PIXELS = 4;
  private static final int HIDDEN = 5;
  private static final int FEATURES = 6;

  @ParameterizedTest
  @EnumSource
  void whatAndWhereJoinAsTheEquationsSay(Combination combination) {
    try (NDManager manager = NDManager.newBaseManager()) {
      GlimpseNetwork network =
          new GlimpseNetwork(new GlimpseOptions(SCALES, combination, HIDDEN, FEATURES));
      network.initialize(manager, DataType.FLOAT32, new Shape(1, PIXELS));
      RandomValues.draw(network, 2);
      float[] pixels = Pictures.random(3, N * SCALES * PIXELS);
      float[] places = {0.2f, -0.9f, -1, 1, 0.6f, 0.3f};
      Pass pass =
          new Pass(new ParameterStore(manager, false), false, 0, Blocks.batchFlattenBlock(), null);
      NDArray found =
          network.glimpse(
              manager.create(pixels, new Shape(N, SCALES, 1, 2, 2)),
              manager.create(places, new Shape(N, 2)),
              pass);
      assertThat(found.getShape()).isEqualTo(new Shape(N, FEATURES));
      int positive = 0;
      for (int n = 0; n < N; n++) {
        double[] hidden = layer(network, "02where-hidden", doubles(places, 2 * n, 2));
        for (int i = 0; i < HIDDEN; i++) {
          hidden[i] = Math.max(0, hidden[i]);
        }
        double[] where = layer(network, "03where", hidden);
        double[] what =
            layer(network, "01what", doubles(pixels, n * SCALES * PIXELS, SCALES * PIXELS));
        for (int i = 0; i < FEATURES; i++) {
          double expected =
              combination == Combination.SUM
                  ? Math.max(0, what[i] + where[i])
                  : Math.max(0, what[i]) * Math.max(0, where[i]);
          assertThat((double) found.getFloat(n, i)).isCloseTo(expected, within(1e-5));
          positive += expected > 0 ? 1 : 0;
        }
      }
      assertThat(positive).isGreaterThan(2);
    }
  }

  private static double[] doubles(float[] values, int from, int count) {
    double[] result = new double[count];
    for (int i = 0; i < count; i++) {
      result[i] = values[from + i];
    }
    return result;
  }

  private static double[] layer(GlimpseNetwork network, String child, double[] input) {
    var parameters = network.getChildren().get(child).getDirectParameters();
    double[] weight = Pictures.doubles(parameters.get("weight").getArray());
    double[] sums = Pictures.doubles(parameters.get("bias").getArray());
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < input.length; j++) {
        sums[i] += weight[i * input.length + j] * input[j];
      }
    }
    return sums;
  }
}
