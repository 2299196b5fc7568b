package io.ats.datasets.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.datasets.scene.ColourBitmap;
import org.junit.jupiter.api.Test;

class ResizingTest {

  /** Between the centres of two pixels values are on a straight line; beyond they stay. */
  @Test
  void bilinearInterpolatesWhereTheImageGrows() {
    assertThat(row(4, 0, 100)).containsExactly(0, 25, 75, 100);
    assertThat(row(3, 60)).containsExactly(60, 60, 60);
    assertThat(row(5, 0, 50, 100)).containsExactly(0, 20, 50, 80, 100);
  }

  /** Weights 3/7, 3/7, 1/7 of the pixels at 1/2, 1/2 and 3/2 of two pixels from the centre. */
  @Test
  void bilinearAveragesWhereItShrinks() {
    assertThat(row(2, 0, 100, 200, 40)).containsExactly(71, 117);
    assertThat(row(1, 10, 20, 30, 40)).containsExactly(25);
  }

  @Test
  void rowsAndColumnsAreTreatedAlike() {
    byte[] column = {0, 100, (byte) 200, 40, 0, 100, (byte) 200, 40, 0, 100, (byte) 200, 40};
    ColourBitmap resized = Resizing.BILINEAR.apply(new ColourBitmap(column, 4, 1), 2, 3);
    assertThat(resized.pixels()).startsWith(71, 71, 71, 117, 117, 117).hasSize(18);
  }

  @Test
  void areaIsTheMeanOfThePixelsUnder() {
    byte[] pixels = {0, 100, (byte) 200, 40, 0, 0, 0, 0, 9, 9, 9, 9};
    ColourBitmap resized = Resizing.AREA.apply(new ColourBitmap(pixels, 1, 4), 1, 2);
    assertThat(resized.pixels()).containsExactly(50, 120, 0, 0, 9, 9);
  }

  @Test
  void anImageOfTheSizeIsLeftAsItIs() {
    ColourBitmap bitmap = new ColourBitmap(new byte[12], 2, 2);
    for (Resizing resizing : Resizing.values()) {
      assertThat(resizing.apply(bitmap, 2, 2)).isSameAs(bitmap);
    }
  }

  private static int[] row(int width, int... values) {
    byte[] pixels = new byte[3 * values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) values[i % values.length];
    }
    byte[] resized =
        Resizing.BILINEAR.apply(new ColourBitmap(pixels, 1, values.length), 1, width).pixels();
    int[] row = new int[width];
    for (int i = 0; i < width; i++) {
      row[i] = resized[i] & 255;
      assertThat(resized[2 * width + i]).isEqualTo(resized[i]);
    }
    return row;
  }
}
