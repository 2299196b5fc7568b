package io.ats.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.testing.Gradients;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinsTest {

  /** Of the sum of squares the gradient is twice the value, from every part. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void gradientsPassHoweverManyArraysThereAre(int count) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new double[] {1, -2, 3, 4}, new Shape(2, 2));
      double[] gradient =
          Gradients.of(
              leaf -> {
                NDList parts = new NDList();
                for (int i = 0; i < count; i++) {
                  parts.add(leaf);
                }
                return Joins.concat(parts, 1).square().sum();
              },
              x);
      double n = count;
      assertThat(gradient).containsExactly(2 * n, -4 * n, 6 * n, 8 * n);
    }
  }
}
