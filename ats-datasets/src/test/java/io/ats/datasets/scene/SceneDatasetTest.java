package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Batch;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Split;
import io.ats.core.Task;
import io.ats.core.source.TensorSource;
import org.junit.jupiter.api.Test;

class SceneDatasetTest {

  /** Noise pictures; the label is the index. */
  private static final SceneSet NOISE =
      new SceneSet() {
        @Override
        public int size(Split split) {
          return 4;
        }

        @Override
        public LabelledScene scene(Split split, int index) {
          PictureScene scene = new PictureScene(Brute.picture(10, 15, index));
          return new LabelledScene(scene, index, new float[][] {{0, 0, index, 1}});
        }

        @Override
        public String origin() {
          return "noise";
        }

        @Override
        public String checksum() {
          return "0";
        }
      };

  private final SceneDataset data =
      new SceneDataset(SceneDataset.colour(10, 15, 0.3), new Task("index", 4, false), NOISE);

  @Test
  void batchesHoldWhatTheScenesShow() {
    assertThat(data.image()).isEqualTo(new ImageSpec(3, 10, 15, 3, 5));
    try (NDManager manager = NDManager.newBaseManager()) {
      Batch batch = data.batch(manager, Split.TEST, 3, 1, 3);
      assertThat(batch.labels().toLongArray()).containsExactly(3, 1, 3);
      assertThat(batch.boxes()[1][0]).containsExactly(0, 0, 1, 1);
      NDArray low = batch.views().low();
      assertThat(low.getShape()).isEqualTo(new Shape(3, 3, 3, 5));
      assertThat(low.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(low.getManager()).isSameAs(manager);
      NDArray origins = manager.zeros(new Shape(3, 1, 2), DataType.INT64);
      NDArray whole = batch.views().source().crop(origins, 10, 15, Border.ZERO).squeeze(1);
      assertThat(whole.get(1).toFloatArray())
          .isEqualTo(Brute.render(NOISE.scene(Split.TEST, 1).scene(), 0, 0, 10, 15));
      NDArray expected = new TensorSource(whole).view(manager, 3, 5);
      assertThat(low.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
    }
  }

  /** The proxy is the view alone: whole images are still averaged from the scene. */
  @Test
  void aProxyOfItsOwnIsTheView() {
    SceneSet mapped =
        new SceneSet() {
          @Override
          public int size(Split split) {
            return 4;
          }

          @Override
          public LabelledScene scene(Split split, int index) {
            LabelledScene plain = NOISE.scene(split, index);
            return new LabelledScene(
                plain.scene(),
                index,
                plain.boxes(),
                (height, width, target, offset) -> target[offset + width + 1] = index);
          }

          @Override
          public String origin() {
            return "mapped";
          }

          @Override
          public String checksum() {
            return "1";
          }
        };
    SceneDataset dataset = new SceneDataset(data.image(), data.task(), mapped);
    try (NDManager manager = NDManager.newBaseManager()) {
      Batch plain = data.batch(manager, Split.TEST, 2, 3);
      Batch batch = dataset.batch(manager, Split.TEST, 2, 3);
      float[] expected = new float[2 * 3 * 3 * 5];
      expected[6] = 2;
      expected[45 + 6] = 3;
      assertThat(batch.views().low().getShape()).isEqualTo(new Shape(2, 3, 3, 5));
      assertThat(batch.views().low().toFloatArray()).isEqualTo(expected);
      assertThat(batch.views().source().view(manager, 3, 5).toFloatArray())
          .isEqualTo(plain.views().low().toFloatArray());
    }
  }

  @Test
  void indicesAreChecked() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThatThrownBy(() -> data.batch(manager, Split.TRAIN))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a batch needs at least one index");
      assertThatThrownBy(() -> data.batch(manager, Split.TRAIN, 0, 4))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage("index 4 of split TRAIN, which has 4 images: expected 0 to 3");
      assertThatThrownBy(() -> data.batch(manager, Split.TEST, -1))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageStartingWith("index -1 of split TEST");
    }
  }
}
