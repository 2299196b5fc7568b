package io.ats.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.data.Augmentation;
import io.ats.core.options.OptionException;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In a batch of images of different sizes each is changed as it is alone. */
class MixedSizesTest {

  private static final List<ImageSpec> IMAGES =
      List.of(
          new ImageSpec(2, 24, 36, 12, 18),
          new ImageSpec(2, 16, 28, 8, 14),
          new ImageSpec(2, 20, 12, 10, 6));

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private static Scene scene(int b) {
    ImageSpec own = IMAGES.get(b);
    float[] pixels = Pictures.random(b, 2 * own.height() * own.width());
    return new FakeScene(pixels, 2, own.height(), own.width());
  }

  private static float[] view(int b) {
    ImageSpec own = IMAGES.get(b);
    float[] view = new float[2 * own.viewHeight() * own.viewWidth()];
    scene(b).renderView(own.viewHeight(), own.viewWidth(), view, 0);
    return view;
  }

  private Views alone(int b) {
    ImageSpec own = IMAGES.get(b);
    Shape shape = new Shape(1, 2, own.viewHeight(), own.viewWidth());
    return new Views(manager.create(view(b), shape), new SceneSource(List.of(scene(b))));
  }

  /** Returns all, their views with zeros for padding. */
  private Views together() {
    NDArray low = manager.zeros(new Shape(3, 2, 12, 18));
    for (int b = 0; b < 3; b++) {
      low.set(corner(b), alone(b).low());
    }
    return new Views(
        low,
        new SceneSource(IntStream.range(0, 3).mapToObj(MixedSizesTest::scene).toList()),
        IMAGES);
  }

  private static NDIndex corner(int b) {
    ImageSpec own = IMAGES.get(b);
    return new NDIndex("{}:{},:,:{},:{}", b, b + 1, own.viewHeight(), own.viewWidth());
  }

  /** Numbers that come again and again, so that each image has the same. */
  private static RandomGenerator cycle(long... numbers) {
    int[] next = {0};
    return () -> numbers[next[0]++ % numbers.length];
  }

  private static Stream<Arguments> augmentations() {
    long large = 0x7123456789abcdefL;
    long low = 0x1123456789abcdefL;
    long negative = 0xb123456789abcdefL;
    PhotometricOptions colours = new PhotometricOptions(0.5, 0.3, 1);
    return Stream.of(
        Arguments.of(new Symmetry(true, false), new long[] {negative, large}),
        Arguments.of(new Symmetry(true, false), new long[] {large, negative}),
        Arguments.of(new Symmetry(true, false), new long[] {negative, negative}),
        Arguments.of(new Translation(5, 1), new long[] {large, low}),
        Arguments.of(new Translation(5, 1), new long[] {low, negative}),
        Arguments.of(new Photometric(colours), new long[] {large}),
        Arguments.of(new Photometric(colours), new long[] {low}));
  }

  @ParameterizedTest
  @MethodSource("augmentations")
  void eachIsChangedAsAlone(Augmentation augmentation, long[] numbers) {
    Views views = augmentation.apply(together(), cycle(numbers));
    assertThat(views.images()).isEqualTo(IMAGES);
    assertThat(views.low().sub(together().low()).abs().max().getFloat()).isGreaterThan(0.05f);
    NDArray padding = views.low().mul(views.inside().neg().add(1));
    assertThat(padding.abs().max().getFloat()).isZero();
    NDArray origins = // in, over two edges, and near them
        manager.create(new long[] {2, 3, -3, 4, 17, 9, 1, 31}, new Shape(1, 4, 2));
    NDArray regions =
        manager.create(
            new float[] {0.1f, 0.2f, 0.6f, 0.7f, -0.2f, 0.5f, 0.4f, 1.3f}, new Shape(1, 2, 4));
    for (int b = 0; b < 3; b++) {
      Views own = augmentation.apply(alone(b), cycle(numbers));
      assertSame(views.low().get(corner(b)), own.low());
      for (Border border : Border.values()) {
        assertSame(
            views.source().crop(origins.repeat(0, 3), 6, 5, border).get(b),
            own.source().crop(origins, 6, 5, border).get(0));
      }
      assertSame(
          views.source().sample(regions.repeat(0, 3), 5, 4).get(b),
          own.source().sample(regions, 5, 4).get(0));
      assertSame(
          views.source().view(manager, 4, 6).get(b), own.source().view(manager, 4, 6).get(0));
    }
  }

  private static void assertSame(NDArray found, NDArray expected) {
    assertThat(found.getShape()).isEqualTo(expected.getShape());
    assertThat(found.sub(expected).abs().max().getFloat()).isLessThan(1e-5f);
  }

  @Test
  void jitterKeepsTheSizes() {
    Views views = new Jitter(2).apply(together(), new Random(1));
    assertThat(views.images()).isEqualTo(IMAGES);
    assertThat(views.source().height(2)).isEqualTo(20);
    assertThat(views.source().width(2)).isEqualTo(12);
  }

  @Test
  void turningImagesOfDifferentSizesIsAnError() {
    assertThatThrownBy(() -> new Symmetry(true, true).apply(together(), new Random(1)))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "augmentation.rotate needs square images of one size, and the images' sizes differ;"
                + " choose augmentation.flip");
  }
}
