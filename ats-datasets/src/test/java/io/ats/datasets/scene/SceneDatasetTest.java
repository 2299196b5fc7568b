package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.source.TensorSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SceneDatasetTest {

  /** Four images in each split, the same in all. */
  private record Four(IntFunction<LabelledScene> images) implements SceneSet {

    @Override
    public int size(Split split) {
      return 4;
    }

    @Override
    public LabelledScene scene(Split split, int index) {
      return images.apply(index);
    }

    @Override
    public String origin() {
      return "four";
    }

    @Override
    public String checksum() {
      return "0";
    }
  }

  private static final ImageSpec IMAGE = ImageSpec.scaled(3, 10, 15, 0.3);

  private static final Task TASK = new Task("index", 4, false);

  private final SceneDataset data =
      new SceneDataset(IMAGE, TASK, new Four(SceneDatasetTest::noise));
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** Returns noise; the label is the index. */
  private static LabelledScene noise(int index) {
    return new LabelledScene(scene(index), index, new float[][] {{0, 0, index, 1}});
  }

  private static ColourBitmapScene scene(int index) {
    return new ColourBitmapScene(Brute.bitmap(10, 15, index));
  }

  @Test
  void batchesHoldWhatTheScenesShow() {
    assertThat(data.image()).isEqualTo(new ImageSpec(3, 10, 15, 3, 5));
    Batch batch = data.batch(manager, Split.TEST, 3, 1, 3);
    assertThat(batch.labels().toLongArray()).containsExactly(3, 1, 3);
    assertThat(batch.boxes()[1][0]).containsExactly(0, 0, 1, 1);
    NDArray low = batch.views().low();
    assertThat(low.getShape()).isEqualTo(new Shape(3, 3, 3, 5));
    assertThat(low.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(low.getManager()).isSameAs(manager);
    NDArray origins = manager.zeros(new Shape(3, 1, 2), DataType.INT64);
    NDArray whole = batch.views().source().crop(origins, 10, 15, Border.ZERO).squeeze(1);
    assertThat(whole.get(1).toFloatArray()).isEqualTo(Brute.render(scene(1), 0, 0, 10, 15));
    NDArray expected = new TensorSource(whole).view(manager, 3, 5);
    assertThat(low.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
  }

  /** Several threads may read a batch's images, each as fast as it can. */
  @Test
  void imagesStandInTheirOrderHoweverLongEachTakes() {
    IntFunction<LabelledScene> slow =
        index -> {
          LockSupport.parkNanos(index * 5_000_000L);
          return noise(index);
        };
    int[] indices = {3, 1, 2, 0, 3};
    Batch batch = new SceneDataset(IMAGE, TASK, new Four(slow)).batch(manager, Split.TEST, indices);
    for (int b = 0; b < indices.length; b++) {
      Batch alone = data.batch(manager, Split.TEST, indices[b]);
      assertThat(batch.views().low().get(b).toFloatArray())
          .isEqualTo(alone.views().low().toFloatArray());
      assertThat(batch.labels().getLong(b)).isEqualTo(indices[b]);
      assertThat(batch.boxes()[b]).isDeepEqualTo(alone.boxes()[0]);
    }
  }

  @Test
  void anImageWithoutAFileIsCalledBySplitAndIndex() {
    assertThat(data.name(Split.TEST, 17)).isEqualTo("test-000017");
    assertThat(data.name(Split.VALIDATION, 0)).isEqualTo("validation-000000");
  }

  /** The proxy is the view alone: whole images are still averaged from the scene. */
  @Test
  void aProxyOfItsOwnIsTheView() {
    Four mapped =
        new Four(
            index ->
                new LabelledScene(
                    scene(index),
                    index,
                    new float[0][],
                    (height, width, target, offset) -> target[offset + width + 1] = index));
    SceneDataset dataset = new SceneDataset(IMAGE, TASK, mapped);
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

  @Test
  void aClassAnImageIsAWholeNumber() {
    NDArray labels = labels(TASK, index -> new float[] {index});
    assertThat(labels.getDataType()).isEqualTo(DataType.INT64);
    assertThat(labels.getShape()).isEqualTo(new Shape(3));
    assertThat(labels.toLongArray()).containsExactly(2, 0, 3);
  }

  @Test
  void aMultiLabelTaskHasAColumnAClass() {
    NDArray labels = labels(new Task("multi", 2, true), i -> new float[] {i % 2, i / 2});
    assertThat(labels.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(labels.getShape()).isEqualTo(new Shape(3, 2));
    assertThat(labels.toFloatArray()).containsExactly(0, 1, 0, 0, 1, 1);
  }

  @Test
  void aJointTaskHasItsPartsColumnsSideBySide() {
    Task joint = Task.joint("joint", List.of(TASK, new Task("multi", 2, true)));
    NDArray labels = labels(joint, i -> new float[] {i, i % 2, i / 2});
    assertThat(labels.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(labels.getShape()).isEqualTo(new Shape(3, 3));
    assertThat(labels.toFloatArray()).containsExactly(2, 0, 1, 0, 0, 0, 3, 1, 1);
  }

  private NDArray labels(Task task, IntFunction<float[]> label) {
    Four images = new Four(i -> new LabelledScene(scene(i), label.apply(i), new float[0][]));
    NDArray labels =
        new SceneDataset(IMAGE, task, images).batch(manager, Split.TRAIN, 2, 0, 3).labels();
    assertThat(labels.getManager()).isSameAs(manager);
    return labels;
  }

  @Test
  void indicesAreChecked() {
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
