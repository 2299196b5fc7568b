package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSceneTest {

  private static final int ROWS = 11;
  private static final int COLUMNS = 13;

  /** Each value says its place: row, column and channel. */
  private static ColourBitmapScene whole() {
    byte[] pixels = new byte[3 * ROWS * COLUMNS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 37);
    }
    return new ColourBitmapScene(new ColourBitmap(pixels, ROWS, COLUMNS));
  }

  private static float value(boolean mirrored, int channel, int row, int column) {
    if (row < 0 || row >= 6 || column < 0 || column >= 7) {
      return 0;
    }
    float[] pixel = new float[3];
    whole().render(3 + row, 4 + (mirrored ? 6 - column : column), 1, 1, pixel, 0);
    return pixel[channel];
  }

  /** Regions within, over each edge and beyond it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void regionsAreThoseOfTheOther(boolean mirrored) {
    WindowScene window = new WindowScene(whole(), 3, 4, 6, 7, mirrored);
    for (int row = -5; row < 8; row++) {
      for (int column = -5; column < 9; column++) {
        float[] part = new float[1 + 3 * 4 * 5];
        window.render(row, column, 4, 5, part, 1);
        for (int i = 0; i < 60; i++) {
          assertThat(part[1 + i])
              .isEqualTo(value(mirrored, i / 20, row + i / 5 % 4, column + i % 5));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void viewsAreAreaAverages(boolean mirrored) {
    WindowScene window = new WindowScene(whole(), 3, 4, 6, 7, mirrored);
    float[] same = new float[3 * 6 * 7];
    window.renderView(6, 7, same, 0);
    float[] half = new float[3 * 3 * 7];
    window.renderView(3, 7, half, 0);
    for (int i = 0; i < same.length; i++) {
      assertThat(same[i]).isEqualTo(value(mirrored, i / 42, i / 7 % 6, i % 7));
    }
    for (int i = 0; i < half.length; i++) {
      int at = i / 21 * 42 + i / 7 % 3 * 14 + i % 7;
      assertThat(half[i]).isCloseTo((same[at] + same[at + 7]) / 2, within(1e-6f));
    }
  }

  @Test
  void boxesAreThePartsInTheWindow() {
    WindowScene window = new WindowScene(whole(), 3, 4, 6, 7, false);
    WindowScene mirrored = new WindowScene(whole(), 3, 4, 6, 7, true);
    float[] box = Boxes.fractions(4, 5, 6, 8, ROWS, COLUMNS);
    assertThat(window.box(box))
        .containsExactly(new float[] {1 / 6f, 1 / 7f, 0.5f, 4 / 7f}, tight());
    assertThat(mirrored.box(box))
        .containsExactly(new float[] {1 / 6f, 3 / 7f, 0.5f, 6 / 7f}, tight());
    assertThat(window.box(new float[] {0, 0, 1, 1})).containsExactly(0, 0, 1, 1);
    float[] outside = window.box(Boxes.fractions(0, 0, 2, 2, ROWS, COLUMNS));
    assertThat(outside[2] - outside[0]).isZero();
  }

  private static Offset<Float> tight() {
    return within(1e-6f);
  }

  @Test
  void aWindowBeyondTheEdgeIsRefused() {
    assertThatThrownBy(() -> new WindowScene(whole(), 6, 4, 6, 7, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window of 6×7 at row 6, column 4 does not lie within a scene of 11×13");
  }
}
