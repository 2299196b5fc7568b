package io.ats.topk.perturbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.sampling.Randomness;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseKindTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray draw(NoiseKind kind, DataType type) {
    Engine.getInstance().setRandomSeed(5);
    return kind.draw(Randomness.ENGINE, manager, new Shape(20, 100, 30), 0.25, type);
  }

  @ParameterizedTest
  @EnumSource
  void isNormalOfTheDeviationAsked(NoiseKind kind) {
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      NDArray noise = draw(kind, type);
      assertThat(noise.getDataType()).isEqualTo(type);
      double[] values = noise.toType(DataType.FLOAT64, false).toDoubleArray();
      double independent = kind == NoiseKind.ANTITHETIC ? values.length / 2.0 : values.length;
      double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
      assertThat(Arrays.stream(values).average().orElseThrow())
          .isCloseTo(0, within(4 * 0.25 / Math.sqrt(independent)));
      assertThat(square).isCloseTo(0.0625, within(4 * 0.0625 * Math.sqrt(2 / independent)));
      double within = Arrays.stream(values).filter(v -> Math.abs(v) < 0.25).count();
      assertThat(within / values.length)
          .isCloseTo(0.682689, within(4 * 0.47 / Math.sqrt(independent)));
    }
  }

  @Test
  void antitheticSamplesComeInOppositePairsThatAreDistinctOtherwise() {
    NDArray noise = draw(NoiseKind.ANTITHETIC, DataType.FLOAT32);
    assertThat(noise.getShape()).isEqualTo(new Shape(20, 100, 30));
    NDArray first = noise.get(":,0:50");
    assertThat(first.add(noise.get(":,50:100")).abs().max().getFloat()).isZero();
    assertThat(Arrays.stream(values(first)).distinct().count()).isGreaterThan(29_000);
  }

  @Test
  void sharedNoiseIsOneForAllImagesAndDiffersBetweenSamples() {
    NDArray noise = draw(NoiseKind.SHARED, DataType.FLOAT32);
    assertThat(noise.getShape()).isEqualTo(new Shape(100, 30));
    assertThat(Arrays.stream(values(noise)).distinct().count()).isGreaterThan(2_900);
  }

  @Test
  void independentNoiseDiffersEverywhere() {
    NDArray noise = draw(NoiseKind.INDEPENDENT, DataType.FLOAT32);
    assertThat(noise.getShape()).isEqualTo(new Shape(20, 100, 30));
    assertThat(Arrays.stream(values(noise)).distinct().count()).isGreaterThan(58_000);
  }

  private static double[] values(NDArray array) {
    return array.toType(DataType.FLOAT64, true).toDoubleArray();
  }
}
