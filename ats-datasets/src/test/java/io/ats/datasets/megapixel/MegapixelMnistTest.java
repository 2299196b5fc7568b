package io.ats.datasets.megapixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.source.TensorSource;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneDataset;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MegapixelMnistTest {

  private static final int HEIGHT = 160;
  private static final int WIDTH = 203;
  private static final Mnist MNIST = Mnist.embedded();
  private static final Map<Split, Map<ByteBuffer, Integer>> LABELS =
      Map.of(
          Split.TRAIN, labels(MNIST.train(), 0, 50_000),
          Split.VALIDATION, labels(MNIST.train(), 50_000, 60_000),
          Split.TEST, labels(MNIST.test(), 0, 10_000));

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void theOptionsOpenItWithTheEmbeddedDigits() {
    MegapixelMnistOptions options = MegapixelMnistOptions.DEFAULTS;
    Dataset data = options.open(1);
    assertThat(data.size(Split.TRAIN)).isEqualTo(5000);
    assertThat(data.size(Split.VALIDATION)).isEqualTo(1000);
    assertThat(data.size(Split.TEST)).isEqualTo(1000);
    assertThat(data.image()).isEqualTo(options.image());
    assertThat(data.task()).isEqualTo(options.target());
    assertThat(data.origin())
        .isEqualTo(
            "megapixel-mnist: real MNIST digits (embedded) on a generated 1500×1500 canvas with 50"
                + " noise stamps");
  }

  @Test
  void theOptionsReadAnotherFolderAndNothingElse(@TempDir Path empty) {
    MegapixelMnistOptions options = MegapixelMnistOptions.DEFAULTS.withMnist(empty.toString());
    assertThatThrownBy(() -> options.open(1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(empty.resolve("train-images-idx3-ubyte") + ": expected this file");
  }

  /** Reads the digits off the canvas at the boxes, finds them in MNIST, and labels them anew. */
  @ParameterizedTest
  @EnumSource(MegapixelTask.class)
  void labelsFollowFromTheDigitsThatStandInTheBoxes(MegapixelTask task) {
    int[] indices = IntStream.range(0, 40).toArray();
    for (Split split : Split.values()) {
      Batch batch = open(task, 50, 3).batch(manager, split, indices);
      assertThat(batch.boxes()).hasDimensions(40, 5);
      for (int b = 0; b < 40; b++) {
        int image = b;
        float[][] boxes = batch.boxes()[b];
        List<Integer> digits =
            Arrays.stream(boxes)
                .map(box -> LABELS.get(split).get(stamp(batch, image, box)))
                .toList();
        assertThat(digits).as("%s %d: all of the split's own", split, b).doesNotContainNull();
        float[] present = new float[10];
        digits.forEach(digit -> present[digit] = 1);
        double[] expected =
            switch (task) {
              case MAJORITY -> new double[] {majority(digits)};
              case MAX -> new double[] {Collections.max(digits)};
              case TOP -> new double[] {digits.get(topmost(boxes))};
              case MULTI -> doubles(present);
              case JOINT ->
                  DoubleStream.concat(
                          DoubleStream.of(
                              majority(digits),
                              Collections.max(digits),
                              digits.get(topmost(boxes))),
                          Arrays.stream(doubles(present)))
                      .toArray();
            };
        Number[] found = batch.labels().get(b).toArray();
        assertThat(Arrays.stream(found).mapToDouble(Number::doubleValue).toArray())
            .containsExactly(expected);
      }
    }
  }

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  @Test
  void boxesAreWholePixelsOnTheCanvasAndApart() {
    Batch batch =
        open(MegapixelTask.MAJORITY, 0, 3)
            .batch(manager, Split.TEST, IntStream.range(0, 50).toArray());
    for (float[][] boxes : batch.boxes()) {
      for (int i = 0; i < boxes.length; i++) {
        float[] a = boxes[i];
        assertThat(a[0] * HEIGHT).isCloseTo(Math.round(a[0] * HEIGHT), within(1e-3f));
        assertThat((a[2] - a[0]) * HEIGHT).isCloseTo(28, within(1e-3f));
        assertThat((a[3] - a[1]) * WIDTH).isCloseTo(28, within(1e-3f));
        assertThat(Math.min(a[0], a[1])).isNotNegative();
        assertThat(Math.max(a[2], a[3])).isLessThanOrEqualTo(1);
        for (int j = 0; j < i; j++) {
          float[] c = boxes[j];
          float down = Math.min(a[2], c[2]) - Math.max(a[0], c[0]);
          float across = Math.min(a[3], c[3]) - Math.max(a[1], c[1]);
          assertThat(Math.min(down, across)).isLessThan(1e-6f);
        }
      }
    }
  }

  @Test
  void nothingButTheDigitsStandsOutsideTheNoise() {
    float[] with = outsideBoxes(open(MegapixelTask.MAX, 50, 3));
    float[] without = outsideBoxes(open(MegapixelTask.MAX, 0, 3));
    assertThat(without).containsOnly(0);
    int lit = (int) IntStream.range(0, with.length).filter(i -> with[i] > 0).count();
    assertThat(lit).isGreaterThan(with.length / 100);
  }

  @Test
  void batchesHaveTheStatedShapes() {
    Dataset data = open(MegapixelTask.MAJORITY, 50, 3);
    Batch batch = data.batch(manager, Split.TRAIN, 4, 2, 4);
    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.labels().getDataType()).isEqualTo(DataType.INT64);
    assertThat(batch.labels().getShape()).isEqualTo(new Shape(3));
    NDArray low = batch.views().low();
    assertThat(low.getShape())
        .isEqualTo(new Shape(3, 1, data.image().viewHeight(), data.image().viewWidth()));
    assertThat(low.getDataType()).isEqualTo(DataType.FLOAT32);
    assertThat(low.hasGradient()).isFalse();
    assertThat(low.getManager()).isSameAs(manager);
    assertThat(low.get(0)).isEqualTo(low.get(2)).isNotEqualTo(low.get(1));
    assertThat(batch.views().source().batch()).isEqualTo(3);
    assertThat(batch.views().source().height()).isEqualTo(HEIGHT);
    assertThat(batch.views().source().width()).isEqualTo(WIDTH);
    NDArray multi = open(MegapixelTask.MULTI, 50, 3).batch(manager, Split.TRAIN, 0, 1).labels();
    assertThat(multi.getShape()).isEqualTo(new Shape(2, 10));
    assertThat(multi.getDataType()).isEqualTo(DataType.FLOAT32);
    NDArray joint = open(MegapixelTask.JOINT, 50, 3).batch(manager, Split.TRAIN, 0, 1).labels();
    assertThat(joint.getShape()).isEqualTo(new Shape(2, 13));
    assertThat(joint.getDataType()).isEqualTo(DataType.FLOAT32);
  }

  @Test
  void viewsAreAreaAveragesOfTheCanvas() {
    Batch batch = open(MegapixelTask.MAX, 50, 3).batch(manager, Split.VALIDATION, 0, 1, 2);
    NDArray low = batch.views().low();
    NDArray expected =
        new TensorSource(whole(batch))
            .view(manager, (int) low.getShape().get(2), (int) low.getShape().get(3));
    float worst = low.sub(expected).abs().max().getFloat();
    assertThat(worst).isLessThan(1e-5f);
    assertThat(low.max().getFloat()).isBetween(0.2f, 1f);
  }

  @Test
  void sameSeedSameImagesWhateverElseIsMade() {
    Dataset data = open(MegapixelTask.MAX, 50, 3);
    data.batch(manager, Split.TEST, 3, 4);
    float[] image = whole(data.batch(manager, Split.TRAIN, 1, 5)).get(1).toFloatArray();
    Dataset again = open(MegapixelTask.TOP, 50, 3);
    assertThat(whole(again.batch(manager, Split.TRAIN, 5)).toFloatArray()).isEqualTo(image);
    Dataset other = open(MegapixelTask.MAX, 50, 4);
    assertThat(whole(other.batch(manager, Split.TRAIN, 5)).toFloatArray()).isNotEqualTo(image);
  }

  @Test
  void checksumCoversSeedAndOptionsButNotTheFolder() {
    Set<String> sums = new HashSet<>();
    sums.add(open(MegapixelTask.MAX, 50, 3).checksum());
    sums.add(open(MegapixelTask.MAX, 50, 4).checksum());
    sums.add(open(MegapixelTask.MAX, 49, 3).checksum());
    sums.add(open(MegapixelTask.TOP, 50, 3).checksum());
    assertThat(sums).hasSize(4).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
    MegapixelMnist elsewhere =
        new MegapixelMnist(options(MegapixelTask.MAX, 50).withMnist("/elsewhere"), MNIST, 3);
    assertThat(sums).contains(elsewhere.checksum());
    Mnist swapped = new Mnist(MNIST.train(), MNIST.train());
    assertThat(sums)
        .doesNotContain(new MegapixelMnist(options(MegapixelTask.MAX, 50), swapped, 3).checksum());
    assertThat(elsewhere.origin())
        .isEqualTo(
            "megapixel-mnist: real MNIST digits (/elsewhere) on a generated 160×203 canvas with 50"
                + " noise stamps");
  }

  @Test
  void indicesAreChecked() {
    Dataset data = open(MegapixelTask.MAX, 50, 3);
    assertThat(data.size(Split.VALIDATION)).isEqualTo(60);
    assertThatThrownBy(() -> data.batch(manager, Split.VALIDATION, 0, 60))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 60 of split VALIDATION, which has 60 images: expected 0 to 59");
    assertThatThrownBy(() -> data.batch(manager, Split.TRAIN, -1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageStartingWith("index -1 of split TRAIN");
    assertThatThrownBy(() -> data.batch(manager, Split.TRAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a batch needs at least one index");
  }

  /** Opens the dataset as the options do, but reads no digits again. */
  private static Dataset open(MegapixelTask task, int noise, long seed) {
    MegapixelMnistOptions options = options(task, noise);
    return new SceneDataset(
        options.image(), options.target(), new MegapixelMnist(options, MNIST, seed));
  }

  private static MegapixelMnistOptions options(MegapixelTask task, int noise) {
    ImageOptions images = new ImageOptions(HEIGHT, WIDTH, 70, 60, 50, 0.12);
    return new MegapixelMnistOptions(task, images, noise, 50, 5, 3, "");
  }

  private NDArray whole(Batch batch) {
    NDArray origins = manager.zeros(new Shape(batch.size(), 1, 2), DataType.INT64);
    return batch.views().source().crop(origins, HEIGHT, WIDTH, Border.ZERO).squeeze(1);
  }

  private ByteBuffer stamp(Batch batch, int image, float[] box) {
    long[] origins = new long[2 * batch.size()];
    origins[2 * image] = Math.round(box[0] * HEIGHT);
    origins[2 * image + 1] = Math.round(box[1] * WIDTH);
    try (NDManager own = manager.newSubManager()) {
      NDArray at = own.create(origins, new Shape(batch.size(), 1, 2));
      float[] pixels =
          batch.views().source().crop(at, 28, 28, Border.ZERO).get(image).toFloatArray();
      byte[] bytes = new byte[28 * 28];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Math.round(pixels[i] * 255);
      }
      return ByteBuffer.wrap(bytes);
    }
  }

  private float[] outsideBoxes(Dataset data) {
    Batch batch = data.batch(manager, Split.TRAIN, 0);
    float[] pixels = whole(batch).toFloatArray();
    for (float[] box : batch.boxes()[0]) {
      for (int y = Math.round(box[0] * HEIGHT); y < Math.round(box[2] * HEIGHT); y++) {
        int left = Math.round(box[1] * WIDTH);
        Arrays.fill(pixels, y * WIDTH + left, y * WIDTH + left + 28, 0);
      }
    }
    return pixels;
  }

  private static int majority(List<Integer> digits) {
    return digits.stream().filter(d -> Collections.frequency(digits, d) == 3).findFirst().get();
  }

  private static int topmost(float[][] boxes) {
    int top = 0;
    for (int i = 1; i < boxes.length; i++) {
      top = boxes[i][0] < boxes[top][0] ? i : top;
    }
    return top;
  }

  private static Map<ByteBuffer, Integer> labels(Digits digits, int first, int end) {
    Map<ByteBuffer, Integer> labels = new HashMap<>();
    for (int i = first; i < end; i++) {
      int offset = digits.bitmap(i).offset();
      labels.put(ByteBuffer.wrap(digits.bitmap(i).pixels(), offset, 784).slice(), digits.label(i));
    }
    return labels;
  }
}
