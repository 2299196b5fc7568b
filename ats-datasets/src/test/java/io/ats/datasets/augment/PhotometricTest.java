package io.ats.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.options.OptionException;
import io.ats.core.source.TensorSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhotometricTest {

  private static final int BATCH = 3;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray images = images(0.4f, 0.6f);
  private final Views views = views(images);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void zeroIsOff() {
    Photometric off = new Photometric(PhotometricOptions.DEFAULTS);
    assertThat(off.apply(views, new Random(1))).isSameAs(views);
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void cropsAreThoseOfTheChangedImages(Border border) {
    Views changed = change(1);
    long[] origins = {0, 0, -2, 5, 1, -1, 5, 3, 2, 8, -3, -3};
    NDArray at = manager.create(origins, new Shape(BATCH, 2, 2));
    assertSame(
        changed.source().crop(at, 4, 5, border), changedImages(changed).crop(at, 4, 5, border));
  }

  @Test
  void samplesAreThoseOfTheChangedImagesAndSoAreTheirGradients() {
    Views changed = change(1);
    PatchSource expected = changedImages(changed);
    float[] corners = {
      0.1f, 0.2f, 0.6f, 0.9f, -0.3f, 0.4f, 0.5f, 1.2f, 0.03f, -0.2f, 1.31f, 0.7f,
    };
    NDArray regions = manager.create(corners, new Shape(BATCH, 1, 4));
    NDArray otherRegions = regions.duplicate();
    assertSame(changed.source().sample(regions, 5, 6), expected.sample(regions, 5, 6));
    NDArray gradient = gradient(changed.source(), regions);
    assertThat(gradient.abs().max().getFloat()).isGreaterThan(0.1f);
    assertSame(gradient, gradient(expected, otherRegions));
  }

  @Test
  void viewsAreThoseOfTheChangedImages() {
    Views changed = change(1);
    PatchSource expected = changedImages(changed);
    assertSame(changed.source().view(manager, 4, 5), expected.view(manager, 4, 5));
    assertSame(changed.low(), expected.view(manager, 2, 3));
    assertThat(changed.source().batch()).isEqualTo(BATCH);
    assertThat(changed.source().channels()).isEqualTo(2);
    assertThat(changed.source().height()).isEqualTo(8);
    assertThat(changed.source().width()).isEqualTo(10);
  }

  @Test
  void sameRandomSameChangeAndEachImageItsOwn() {
    assertThat(change(1).low()).isEqualTo(change(1).low());
    assertThat(change(1).low()).isNotEqualTo(change(2).low());
    assertThat(gain(change(1), 0)).isNotCloseTo(gain(change(1), 1), within(1e-3f));
  }

  @Test
  void gainsStayWithinTheirReachAndFillIt() {
    float least = 1;
    float most = 1;
    for (int seed = 0; seed < 100; seed++) {
      float gain = gain(change(seed), seed % BATCH);
      least = Math.min(least, gain);
      most = Math.max(most, gain);
    }
    assertThat(least).isBetween(0.799f, 0.85f);
    assertThat(most).isBetween(1.15f, 1.201f);
  }

  @Test
  void someImagesKeepTheirColours() {
    Random random = new Random(4);
    int kept = 0;
    for (int i = 0; i < 200; i++) {
      Views changed = new Photometric(new PhotometricOptions(0.2, 0.1, 0.8)).apply(views, random);
      for (int b = 0; b < BATCH; b++) {
        boolean same = changed.low().get(b).sub(views.low().get(b)).abs().max().getFloat() == 0;
        kept += same ? 1 : 0;
      }
    }
    // Of 600 a fifth; four deviations of 9.8.
    assertThat((double) kept).isCloseTo(120, within(39.0));
  }

  @Test
  void valuesAreClampedEverywhere() {
    Views wide = views(images(0, 1));
    Views changed = new Photometric(new PhotometricOptions(1, 1, 1)).apply(wide, new Random(4));
    NDArray at = manager.zeros(new Shape(BATCH, 1, 2), DataType.INT64);
    NDArray regions = manager.create(new float[] {0, 0, 1, 1}).reshape(1, 1, 4).repeat(0, BATCH);
    for (NDArray read :
        new NDArray[] {
          changed.low(),
          changed.source().view(manager, 8, 10),
          changed.source().crop(at, 8, 10, Border.ZERO),
          changed.source().crop(at, 8, 10, Border.CLAMP),
          changed.source().sample(regions, 8, 10)
        }) {
      assertThat(read.min().getFloat()).isEqualTo(0);
      assertThat(read.max().getFloat()).isEqualTo(1);
    }
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new PhotometricOptions(-0.1, 0, 1))
        .isInstanceOf(OptionException.class)
        .hasMessage("gain must be from 0 to 1, got -0.1");
    assertThatThrownBy(() -> new PhotometricOptions(0, Double.NaN, 1))
        .isInstanceOf(OptionException.class)
        .hasMessage("bias must be from 0 to 1, got NaN");
  }

  private Views change(long seed) {
    return new Photometric(new PhotometricOptions(0.2, 0.1, 1)).apply(views, new Random(seed));
  }

  /** Finds gain and bias of each image from two pixels of its view, and changes the images. */
  private PatchSource changedImages(Views changed) {
    NDArray all = images.duplicate();
    for (int b = 0; b < BATCH; b++) {
      float gain = gain(changed, b);
      float bias =
          changed.low().get(b).flatten().getFloat(0)
              - gain * views.low().get(b).flatten().getFloat(0);
      all.set(new NDIndex(b), images.get(b).mul(gain).add(bias));
    }
    return new TensorSource(all);
  }

  private float gain(Views changed, int image) {
    NDArray before = views.low().get(image);
    NDArray after = changed.low().get(image);
    return (after.max().getFloat() - after.min().getFloat())
        / (before.max().getFloat() - before.min().getFloat());
  }

  private NDArray gradient(PatchSource source, NDArray regions) {
    regions.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(source.sample(regions, 5, 6).square().sum());
    }
    return regions.getGradient();
  }

  private static void assertSame(NDArray actual, NDArray expected) {
    assertThat(actual.getShape()).isEqualTo(expected.getShape());
    float scale = Math.max(1, expected.abs().max().getFloat());
    assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan(1e-4f * scale);
  }

  private NDArray images(float least, float most) {
    float[] values = new float[BATCH * 2 * 8 * 10];
    Random random = new Random(9);
    for (int i = 0; i < values.length; i++) {
      values[i] = least + (most - least) * random.nextFloat();
    }
    return manager.create(values, new Shape(BATCH, 2, 8, 10));
  }

  private Views views(NDArray all) {
    PatchSource source = new TensorSource(all);
    return new Views(source.view(manager, 2, 3), source);
  }
}
