package io.ats.experiments.cost;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.Views;
import io.ats.core.source.TensorSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of 64 × 64 with a view of 8 × 8. */
class ReadPixelsTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private ReadPixels images(int batch) {
    TensorSource source = new TensorSource(manager.zeros(new Shape(batch, 1, 64, 64)));
    return new ReadPixels(new Views(manager.zeros(new Shape(batch, 1, 8, 8)), source));
  }

  private NDArray origins(int batch, long... at) {
    return manager.create(at, new Shape(batch, at.length / 2 / batch, 2));
  }

  /** Between pixels a sample lies between two lines of each axis. */
  @ParameterizedTest
  @CsvSource({
    "0,0,32,16,32,16,512", // a patch that keeps its pixels
    "0.5,0,32.5,16,32,16,528", // half a pixel lower: one more row
    "8,8,16,16,32,32,100", // magnified: the 8 × 8 pixels and those beside them
    "0,0,64,64,8,8,256", // reduced: two rows and two columns a sample
    "-16,-16,16,16,32,32,256", // outside there is nothing to read
    "32,16,0,0,32,16,512" // upside down
  })
  void ofARegionThePixelsBetweenWhichItIsSampledCount(
      float top, float left, float bottom, float right, int height, int width, long pixels) {
    ReadPixels reading = images(1);
    float[] region = {top / 64, left / 64, bottom / 64, right / 64};
    reading.sample(manager.create(region, new Shape(1, 1, 4)), height, width);
    assertThat(reading.pixels(0, false)).isEqualTo(pixels);
  }

  /** Of two patches of 8 × 8 that are three pixels apart 8 × 11 pixels, however often. */
  @Test
  void aPixelThatIsReadTwiceCountsOnce() {
    ReadPixels reading = images(1);
    reading.crop(origins(1, 10, 10, 10, 13), 8, 8, Border.ZERO);
    reading.crop(origins(1, 10, 13), 8, 8, Border.ZERO);
    assertThat(reading.pixels(0, false)).isEqualTo(8 * 11);
    assertThat(reading.share(0, false)).isEqualTo(88.0 / 4096);
  }

  /** A patch of 8 × 9 of which a quarter lies in the image's corner. */
  @ParameterizedTest
  @CsvSource({"ZERO,20", "CLAMP,72", "REFLECT,25"})
  void ofAPatchBeyondTheEdgeWhatItIsMadeOfCounts(Border border, long pixels) {
    ReadPixels reading = images(1);
    // Reflected are rows 1 to 4 and columns 1 to 4, beside rows 0 to 3 and columns 0 to 4.
    reading.crop(origins(1, -4, -4), 8, 9, border);
    assertThat(reading.pixels(0, false)).isEqualTo(pixels);
  }

  @Test
  void aViewCountsWithItsOwnPixelsIfItIsLookedAt() {
    ReadPixels reading = images(2);
    assertThat(reading.pixels(1, false)).isZero();
    assertThat(reading.pixels(1, true)).isEqualTo(64);
    reading.view(manager, 4, 4);
    reading.crop(origins(2, 0, 0, 50, 50), 8, 9, Border.ZERO);
    assertThat(reading.pixels(1, true)).isEqualTo(64 + 16 + 72);
    assertThat(reading.pixels(0, false)).isEqualTo(16 + 72);
    assertThat(reading.views().source()).isSameAs(reading);
  }

  @Test
  void aBackgroundIsFoundByLookingAtTheView() {
    Views plain = images(1).views();
    ReadPixels reading = new ReadPixels(plain.with(manager.ones(new Shape(1, 1, 8, 8))));
    assertThat(reading.pixels(0, false)).isEqualTo(64);
  }
}
