package io.ats.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.source.Scene;
import io.ats.datasets.scene.ColourBitmap;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BitmapsTest {

  private static final int SIDE = 10;
  private static final int BYTES = 3 * SIDE * SIDE;

  private final AtomicInteger decoded = new AtomicInteger();
  private final Bitmaps bitmaps = new Bitmaps(this::decode, 3 * BYTES);

  /** Decodes a file called by a number: all its values. */
  private ColourBitmap decode(Path file) {
    decoded.incrementAndGet();
    byte[] pixels = new byte[BYTES];
    Arrays.fill(pixels, Byte.parseByte(file.toString()));
    return new ColourBitmap(pixels, SIDE, SIDE);
  }

  private Scene get(int value) {
    Scene scene = bitmaps.get(Path.of(Integer.toString(value)));
    float[] pixel = new float[3];
    scene.render(4, 5, 1, 1, pixel, 0);
    assertThat(pixel).containsOnly(value / 255f);
    return scene;
  }

  @Test
  void theLastUsedAreKept() {
    for (int value : new int[] {1, 2, 3, 1, 4, 1, 3, 4}) {
      get(value);
    }
    assertThat(decoded).hasValue(4);
    assertThat(bitmaps.bytes()).isEqualTo(3 * BYTES);
    get(2);
    assertThat(decoded).hasValue(5);
  }

  @Test
  void viewsCount() {
    get(1).renderView(5, 5, new float[75], 0);
    assertThat(bitmaps.bytes()).isEqualTo(BYTES + 75 * Float.BYTES);
    Scene second = get(2);
    second.renderView(10, 10, new float[300], 0);
    assertThat(bitmaps.bytes()).isLessThanOrEqualTo(3 * BYTES);
    float[] view = new float[300];
    second.renderView(10, 10, view, 0); // forgotten, it can be used all the same
    assertThat(view).containsOnly(2 / 255f);
  }

  @Test
  void whatCannotBeDecodedIsNotKept() {
    assertThatThrownBy(() -> bitmaps.get(Path.of("x"))).isInstanceOf(NumberFormatException.class);
    assertThat(bitmaps.bytes()).isZero();
  }

  @Test
  void anImageBeyondTheBoundIsUsedOnly() {
    Bitmaps none = new Bitmaps(this::decode, BYTES - 1);
    assertThat(none.get(Path.of("7")).height()).isEqualTo(SIDE);
    assertThat(none.bytes()).isZero();
  }

  @Test
  void severalThreadsKeepTheBound() {
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              get(i % 7).renderView(1 + i % 3, 4, new float[36], 0);
              assertThat(bitmaps.bytes()).isBetween(0L, 3L * BYTES);
            });
  }
}
