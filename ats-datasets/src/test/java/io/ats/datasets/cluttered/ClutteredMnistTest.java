package io.ats.datasets.cluttered;

import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.scene.LabelledScene;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClutteredMnistTest {

  private static final int HEIGHT = 90;
  private static final int WIDTH = 103;
  private static final Mnist MNIST = Mnist.embedded();
  private static final Map<Split, Map<ByteBuffer, Integer>> LABELS =
      Map.of(
          Split.TRAIN, labels(MNIST.train(), 0, 50_000),
          Split.VALIDATION, labels(MNIST.train(), 50_000, 60_000),
          Split.TEST, labels(MNIST.test(), 0, 10_000));

  /** Reads the digits off the canvas at the boxes, finds them in MNIST, and labels them anew. */
  @ParameterizedTest
  @EnumSource(ClutteredTask.class)
  void labelsFollowFromTheDigitsThatStandInTheBoxes(ClutteredTask task) {
    ClutteredMnist data = open(Map.of("task", task, "clutter", 0), 3);
    for (Split split : Split.values()) {
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        LabelledScene image = data.scene(split, i);
        List<Integer> digits =
            Arrays.stream(image.boxes())
                .sorted((a, b) -> Float.compare(a[1], b[1]))
                .map(box -> LABELS.get(split).get(digit(image.scene(), box)))
                .toList();
        assertThat(digits).as("%s %d: all of the split's own", split, i).doesNotContainNull();
        assertThat(digits).hasSize(task == ClutteredTask.SINGLE ? 1 : 2);
        int expected =
            switch (task) {
              case SINGLE -> digits.get(0);
              case IDENTIFY -> 10 * digits.get(0) + digits.get(1);
              case SUM -> digits.get(0) + digits.get(1);
            };
        assertThat(image.label()).containsExactly(expected);
        seen.add(expected);
      }
      assertThat(seen).hasSizeGreaterThan(8);
    }
  }

  @Test
  void boxesAreWholePixelsOnTheCanvasApartAndInReadingOrder() {
    ClutteredMnist data = open(Map.of(), 3);
    for (int i = 0; i < 300; i++) {
      float[][] boxes = data.scene(Split.TEST, i).boxes();
      for (float[] box : boxes) {
        assertThat(box[0] * HEIGHT).isCloseTo(Math.round(box[0] * HEIGHT), within(1e-3f));
        assertThat((box[2] - box[0]) * HEIGHT).isCloseTo(28, within(1e-3f));
        assertThat((box[3] - box[1]) * WIDTH).isCloseTo(28, within(1e-3f));
        assertThat(Math.min(box[0], box[1])).isNotNegative();
        assertThat(Math.max(box[2], box[3])).isLessThanOrEqualTo(1);
      }
      float down = Math.abs(boxes[0][0] - boxes[1][0]) * HEIGHT;
      float across = (boxes[1][1] - boxes[0][1]) * WIDTH;
      assertThat(across).isGreaterThan(14 - 1e-3f);
      assertThat(Math.max(down, across)).isGreaterThan(28 - 1e-3f);
    }
  }

  @Test
  void nothingButTheDigitsStandsOutsideTheClutter() {
    LabelledScene with = open(Map.of("clutter", 20), 3).scene(Split.TRAIN, 4);
    LabelledScene without = open(Map.of("clutter", 0), 3).scene(Split.TRAIN, 4);
    assertThat(with.boxes()).isDeepEqualTo(without.boxes());
    float[] cluttered = pixels(with.scene());
    float[] clean = pixels(without.scene());
    int lit = 0;
    for (int p = 0; p < clean.length; p++) {
      assertThat(cluttered[p]).as("clutter only lightens").isGreaterThanOrEqualTo(clean[p]);
      lit += cluttered[p] > clean[p] ? 1 : 0;
      if (clean[p] > 0) {
        assertThat(isInside(without.boxes(), p / WIDTH, p % WIDTH)).isTrue();
      }
    }
    assertThat(lit).isBetween(100, 20 * 64);
  }

  @Test
  void regionsEqualSlicesOfTheWholeImage() {
    Scene scene = open(Map.of(), 3).scene(Split.TRAIN, 0).scene();
    float[] whole = pixels(scene);
    float[] part = new float[30 * 40];
    scene.render(17, 33, 30, 40, part, 0);
    for (int i = 0; i < part.length; i++) {
      assertThat(part[i]).isEqualTo(whole[(17 + i / 40) * WIDTH + 33 + i % 40]);
    }
    assertThat(IntStream.range(0, part.length).anyMatch(i -> part[i] > 0)).isTrue();
  }

  @Test
  void sameSeedSameImagesWhateverElseIsMade() {
    ClutteredMnist data = open(Map.of(), 3);
    float[] image = pixels(data.scene(Split.TRAIN, 5).scene());
    ClutteredMnist again =
        open(Map.of("task", ClutteredTask.SUM, "proxyNoise", 0.5, "train", 9), 3);
    again.scene(Split.TEST, 3);
    assertThat(pixels(again.scene(Split.TRAIN, 5).scene())).isEqualTo(image);
    assertThat(pixels(again.scene(Split.TEST, 5).scene())).isNotEqualTo(image);
    assertThat(pixels(again.scene(Split.TRAIN, 4).scene())).isNotEqualTo(image);
    assertThat(pixels(open(Map.of(), 4).scene(Split.TRAIN, 5).scene())).isNotEqualTo(image);
  }

  /** Most of the view is black, where clipped noise of deviation σ has mean square σ²/2. */
  @Test
  void theNoiseIsInTheProxyOnlyAndDiffersFromImageToImage() {
    LabelledScene clean = open(Map.of("clutter", 0), 3).scene(Split.TRAIN, 1);
    float[] plain = proxy(clean);
    float[] average = new float[32 * 32];
    clean.scene().renderView(32, 32, average, 0);
    assertThat(plain).isEqualTo(average);
    for (double deviation : new double[] {0.05, 0.1, 0.3}) {
      ClutteredMnist data = open(Map.of("clutter", 0, "proxyNoise", deviation), 3);
      LabelledScene image = data.scene(Split.TRAIN, 1);
      float[] noisy = proxy(image);
      assertThat(proxy(data.scene(Split.TRAIN, 1))).isEqualTo(noisy);
      assertThat(pixels(image.scene())).isEqualTo(pixels(clean.scene()));
      double square =
          IntStream.range(0, noisy.length)
              .filter(i -> plain[i] == 0)
              .mapToDouble(i -> noisy[i] * noisy[i])
              .average()
              .orElseThrow();
      // Some 800 values: one standard error is 5.6 % of the square.
      assertThat(square).isCloseTo(deviation * deviation / 2, within(0.1 * deviation * deviation));
      float[] other = proxy(data.scene(Split.VALIDATION, 1));
      int same = (int) IntStream.range(0, 1024).filter(i -> other[i] == noisy[i]).count();
      assertThat(same).as("both clipped to 0").isLessThan(400);
    }
  }

  @Test
  void checksumCoversSeedAndOptionsButNotTheFolder() {
    Set<String> sums = new HashSet<>();
    sums.add(open(Map.of(), 3).checksum());
    assertThat(sums).contains(open(Map.of("mnist", "/elsewhere"), 3).checksum());
    sums.add(open(Map.of(), 4).checksum());
    sums.add(open(Map.of("clutter", 7), 3).checksum());
    sums.add(open(Map.of("proxyNoise", 0.1), 3).checksum());
    ClutteredMnistOptions options = options(Map.of());
    sums.add(new ClutteredMnist(options, new Mnist(MNIST.train(), MNIST.train()), 3).checksum());
    assertThat(sums).hasSize(5).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  private static ClutteredMnist open(Map<String, Object> values, long seed) {
    return new ClutteredMnist(options(values), MNIST, seed);
  }

  private static ClutteredMnistOptions options(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(Map.of("height", HEIGHT, "width", WIDTH));
    all.putAll(values);
    return OptionRecords.with(ClutteredMnistOptions.DEFAULTS, all);
  }

  private static float[] proxy(LabelledScene image) {
    float[] view = new float[32 * 32];
    image.proxy().render(32, 32, view, 0);
    return view;
  }

  private static boolean isInside(float[][] boxes, int row, int column) {
    return Arrays.stream(boxes)
        .anyMatch(
            box ->
                row >= Math.round(box[0] * HEIGHT)
                    && row < Math.round(box[2] * HEIGHT)
                    && column >= Math.round(box[1] * WIDTH)
                    && column < Math.round(box[3] * WIDTH));
  }

  private static ByteBuffer digit(Scene scene, float[] box) {
    float[] pixels = new float[28 * 28];
    scene.render(Math.round(box[0] * HEIGHT), Math.round(box[1] * WIDTH), 28, 28, pixels, 0);
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(pixels[i] * 255);
    }
    return ByteBuffer.wrap(bytes);
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
