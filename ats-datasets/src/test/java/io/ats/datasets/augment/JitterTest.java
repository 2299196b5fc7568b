package io.ats.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.Views;
import io.ats.core.options.OptionException;
import io.ats.core.source.PositionChannels;
import io.ats.core.source.TensorSource;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JitterTest {

  private static final int SIDE = 20;
  private static final int PATCHES = 400;

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** An image whose pixel {@code (i,j)} is {@code 20i + j}: a patch tells where it was cut. */
  private Views views() {
    NDArray image = manager.arange(0f, SIDE * SIDE, 1f, DataType.FLOAT32).reshape(1, 1, SIDE, SIDE);
    TensorSource source = new TensorSource(image);
    return new Views(source.view(manager, 5, 5), source);
  }

  private int[] firstPixels(Views views, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    NDArray origins = manager.full(new Shape(1, PATCHES, 2), 7, DataType.INT64);
    NDArray patches = views.source().crop(origins, 4, 5, Border.ZERO);
    float[] first = patches.get(":,:,0,0,0").toFloatArray();
    int[] found = new int[PATCHES];
    for (int k = 0; k < PATCHES; k++) {
      found[k] = (int) first[k];
    }
    return found;
  }

  /** A pixel's position channels say where it was cut, not where it was asked for. */
  @Test
  void positionChannelsFollowThePatches() {
    Views positioned = new PositionChannels().apply(new Jitter(4).apply(views(), new Random(1)));
    NDArray origins = manager.full(new Shape(1, PATCHES, 2), 7, DataType.INT64);
    NDArray patches = positioned.source().crop(origins, 4, 5, Border.ZERO); // (1,N,3,4,5)
    float[] pixels = patches.get(":,:,0,0,0").toFloatArray();
    float[] rows = patches.get(":,:,1,0,0").toFloatArray();
    float[] columns = patches.get(":,:,2,0,0").toFloatArray();
    for (int k = 0; k < PATCHES; k++) {
      assertThat(Math.round(rows[k] * SIDE - 0.5f)).isEqualTo((int) pixels[k] / SIDE);
      assertThat(Math.round(columns[k] * SIDE - 0.5f)).isEqualTo((int) pixels[k] % SIDE);
    }
  }

  @Test
  void everyOffsetWithinReachIsDrawnAndNoOther() {
    Views jittered = new Jitter(2).apply(views(), new Random(1));
    Set<Integer> expected = new TreeSet<>();
    for (int row = 5; row <= 9; row++) {
      for (int column = 5; column <= 9; column++) {
        expected.add(SIDE * row + column);
      }
    }
    Set<Integer> found = new TreeSet<>();
    for (int first : firstPixels(jittered, 3)) {
      found.add(first);
    }
    assertThat(found).isEqualTo(expected);
    assertThat(firstPixels(jittered, 3)).isEqualTo(firstPixels(jittered, 3));
    assertThat(firstPixels(jittered, 4)).isNotEqualTo(firstPixels(jittered, 3));
  }

  @Test
  void viewAndSampledRegionsStay() {
    Views plain = views();
    Views jittered = new Jitter(3).apply(plain, new Random(1));
    assertThat(jittered.low()).isSameAs(plain.low());
    assertThat(jittered.source().view(manager, 5, 5)).isEqualTo(plain.low());
    NDArray region = manager.create(new float[] {0.1f, 0.2f, 0.6f, 0.9f}, new Shape(1, 1, 4));
    assertThat(jittered.source().sample(region, 3, 3))
        .isEqualTo(plain.source().sample(region, 3, 3));
  }

  @Test
  void zeroIsOffAndLessAnError() {
    Views plain = views();
    assertThat(new Jitter(0).apply(plain, new Random(1))).isSameAs(plain);
    assertThatThrownBy(() -> new Jitter(-1))
        .isInstanceOf(OptionException.class)
        .hasMessage("jitter must be at least 0, got -1; 0 turns it off");
  }
}
