package io.ats.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.testing.Gradients;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalarsTest {

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT32", "FLOAT64"})
  void valuesAreRightAndTheTypeStays(DataType type) {
    try (NDManager manager = NDManager.newBaseManager()) {
      for (Shape shape : List.of(new Shape(), new Shape(2))) {
        NDArray x = manager.full(shape, 3f, type);
        assertThat(value(Scalars.times(x, 0.1))).isEqualTo(rounded(type, 3, 0.1, '*'));
        assertThat(value(Scalars.over(x, 7))).isEqualTo(rounded(type, 3, 7, '/'));
        assertThat(value(Scalars.inverse(x))).isEqualTo(rounded(type, 1, 3, '/'));
        assertThat(value(Scalars.atLeast(x, 4))).isEqualTo(4);
        assertThat(value(Scalars.atLeast(x, 2))).isEqualTo(3);
        assertThat(value(Scalars.atMost(x, 2))).isEqualTo(2);
        assertThat(value(Scalars.plus(x, 0.5))).isEqualTo(3.5);
        assertThat(value(Scalars.minus(x, 0.5))).isEqualTo(2.5);
        assertThat(value(Scalars.minus(0.5, x))).isEqualTo(-2.5);
        assertThat(value(Scalars.modulo(x, 2))).isEqualTo(1);
        assertThat(Scalars.greater(x, 3).flatten().toBooleanArray()).containsOnly(false);
        assertThat(Scalars.greaterOrEqual(x, 3).flatten().toBooleanArray()).containsOnly(true);
        assertThat(Scalars.less(x, 3).flatten().toBooleanArray()).containsOnly(false);
        assertThat(Scalars.lessOrEqual(x, 3).flatten().toBooleanArray()).containsOnly(true);
        assertThat(Scalars.times(x, 0.1).getDataType()).isEqualTo(type);
        assertThat(Scalars.atMost(x, 0.1).getDataType()).isEqualTo(type);
      }
    }
  }

  @Test
  void clippingHasTheGradientOfItsInsideAndItsBounds() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {-2, -1, 0.5f, 3, 4});
      assertThat(Scalars.clip(x, -1, 3).toFloatArray()).containsExactly(-1, -1, 0.5f, 3, 3);
      assertThat(Gradients.of(all -> Scalars.clip(all, -1, 3).sum(), x))
          .containsExactly(0, 1, 1, 1, 0);
      NDArray whole = manager.create(new long[] {-2, 5, 1L << 40});
      assertThat(Scalars.clip(whole, 0, (1L << 40) - 1).toLongArray())
          .containsExactly(0, 5, (1L << 40) - 1);
    }
  }

  @Test
  void whatIsMultipliedInPlaceKeepsNothing() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray x = manager.create(new float[] {2, 3});
      int before = manager.getManagedArrays().size();
      Scalars.multiply(x, 0.5);
      assertThat(manager.getManagedArrays()).hasSize(before);
      assertThat(x.toFloatArray()).containsExactly(1, 1.5f);
    }
  }

  /** On a GPU the second is a copy of what was kept of the first, and is the caller's own. */
  @Test
  void constantsAreTheCallersOwn() {
    for (int time = 0; time < 3; time++) {
      try (NDManager manager = NDManager.newBaseManager()) {
        NDArray doubles = Constants.of(manager, new double[] {0.1, -0.0}, new Shape(1, 2));
        NDArray floats = Constants.of(manager, new float[] {0.1f, 2}, new Shape(2));
        NDArray longs = Constants.of(manager, new long[] {1L << 62, 3}, new Shape(2));
        assertThat(doubles.toDoubleArray()).containsExactly(0.1, -0.0);
        assertThat(floats.toFloatArray()).containsExactly(0.1f, 2);
        assertThat(longs.toLongArray()).containsExactly(1L << 62, 3);
        assertThat(List.of(doubles, floats, longs))
            .allSatisfy(own -> assertThat(own.getManager()).isSameAs(manager));
        doubles.subi(doubles);
      }
    }
  }

  private static double value(NDArray array) {
    return array.flatten().toType(DataType.FLOAT64, false).toDoubleArray()[0];
  }

  private static double rounded(DataType type, double a, double b, char operation) {
    if (type == DataType.FLOAT32) {
      return operation == '*' ? (float) a * (float) b : (float) a / (float) b;
    }
    return operation == '*' ? a * b : a / b;
  }

  /** The engine's own {@code mul(Number)} fails this: it points at memory that is given back. */
  @Test
  void gradientsSurviveAGarbageCollectionBeforeTheBackwardPass() throws InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      int terms = 500;
      NDArray x = manager.ones(new Shape(terms));
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray sum = manager.zeros(new Shape());
        for (int i = 0; i < terms; i++) {
          sum = sum.add(Scalars.times(x.get(i), i));
          sum = sum.add(Scalars.over(x.get(i), i + 1));
        }
        overwriteWhatIsFree();
        collector.backward(sum);
      }
      float[] gradient = x.getGradient().toFloatArray();
      for (int i = 0; i < terms; i++) {
        assertThat(gradient[i]).isEqualTo(i + 1f / (i + 1));
      }
    }
  }

  /** Numbers that float32 has not, of which the graph has the only reference. */
  @Test
  void soDoTheGradientsOfExactNumbers() throws InterruptedException {
    try (NDManager manager = NDManager.newBaseManager()) {
      int terms = 200;
      NDArray x = manager.ones(new Shape(terms), DataType.FLOAT64);
      x.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray sum = manager.zeros(new Shape(), DataType.FLOAT64);
        for (int i = 0; i < terms; i++) {
          try (NDManager own = manager.newSubManager()) {
            NDArray term = x.get(i);
            term.attach(own);
            NDArray times = Scalars.times(term, i + 0.1);
            times.attach(manager);
            sum = sum.add(times);
          }
        }
        overwriteWhatIsFree();
        collector.backward(sum);
      }
      double[] gradient = x.getGradient().toDoubleArray();
      for (int i = 0; i < terms; i++) {
        assertThat(gradient[i]).isEqualTo(i + 0.1);
      }
    }
  }

  private static void overwriteWhatIsFree() throws InterruptedException {
    System.gc();
    Thread.sleep(200);
    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(8);
      buffer.putInt(0, 0x7fc00000).putInt(4, 0x7fc00000);
      taken.add(buffer);
    }
    assertThat(taken).hasSize(20_000);
  }
}
