package io.ats.experiments.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayTest {

  private static final int BORDER = 6;
  private static final float[][] NOWHERE = {};
  private static final float[][][][] NO_PATCHES = {};

  private static TestImage plain(
      float[][][] image, float[][] map, float[][] regions, float[] weights, float[][] boxes) {
    return new TestImage(
        image, map, SampleImage.even(map), regions, weights, boxes, NO_PATCHES, "a", "b", "", null);
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(BORDER + x, BORDER + y) & 0xFFFFFF;
  }

  @Test
  void scalesTheLongestSide() {
    BufferedImage one =
        Overlay.draw(plain(new float[1][50][100], null, NOWHERE, new float[0], NOWHERE), 200);
    assertThat(one.getWidth()).isEqualTo(200 + 2 * BORDER);
    assertThat(one.getHeight()).isEqualTo(100 + 3 * BORDER);
    BufferedImage two =
        Overlay.draw(
            plain(new float[3][100][50], new float[2][2], NOWHERE, new float[0], NOWHERE), 200);
    assertThat(two.getWidth()).isEqualTo(100 + BORDER + 100 + 2 * BORDER);
    assertThat(two.getHeight()).isEqualTo(200 + 3 * BORDER);
  }

  @Test
  void drawsColours() {
    float[][][] image = new float[3][4][4];
    image[0][0][0] = 1;
    image[2][3][3] = 2;
    image[1][3][3] = Float.NaN;
    BufferedImage drawn = Overlay.draw(plain(image, null, NOWHERE, new float[0], NOWHERE), 4);
    assertThat(rgb(drawn, 0, 0)).isEqualTo(0xFF0000);
    assertThat(rgb(drawn, 3, 3)).isEqualTo(0x0000FF);
    assertThat(rgb(drawn, 1, 1)).isZero();
  }

  @Test
  void drawsTheHeaviestRegionAtItsPlace() {
    float[][] regions = {{0.2f, 0.1f, 0.8f, 0.5f}, {0.6f, 0.6f, 1.5f, 1.5f}};
    BufferedImage drawn =
        Overlay.draw(
            plain(new float[1][100][100], null, regions, new float[] {0.9f, 0.1f}, NOWHERE), 100);
    assertThat(rgb(drawn, 10, 50)).isEqualTo(Palette.SELECTED.getRGB() & 0xFFFFFF);
    assertThat(rgb(drawn, 30, 20)).isEqualTo(Palette.SELECTED.getRGB() & 0xFFFFFF);
    assertThat(rgb(drawn, 30, 50)).isZero();
    assertThat(rgb(drawn, 60, 80))
        .as("a light region is faint")
        .isNotZero()
        .isNotEqualTo(Palette.SELECTED.getRGB() & 0xFFFFFF);
    assertThat(rgb(drawn, 102, 80)).as("nothing is drawn outside the image").isEqualTo(0xFFFFFF);
  }

  @Test
  void dashesTrueBoxes() {
    float[][] boxes = {{0.2f, 0.5f, 0.9f, 0.9f}};
    BufferedImage drawn =
        Overlay.draw(plain(new float[1][100][100], null, NOWHERE, new float[0], boxes), 100);
    int blue = 0;
    int black = 0;
    for (int y = 25; y < 85; y++) {
      blue += rgb(drawn, 50, y) == (Palette.TRUE_BOX.getRGB() & 0xFFFFFF) ? 1 : 0;
      black += rgb(drawn, 50, y) == 0 ? 1 : 0;
    }
    assertThat(blue).isBetween(20, 45);
    assertThat(black).isBetween(10, 35);
  }

  @Test
  void putsTheBrightestColourWhereTheMapIsLargest() {
    float[][] map = new float[4][4];
    map[1][2] = 0.5f;
    BufferedImage drawn =
        Overlay.draw(plain(new float[1][80][80], map, NOWHERE, new float[0], NOWHERE), 80);
    int peak = rgb(drawn, 80 + BORDER + 49, 29);
    assertThat(peak >> 16 & 0xFF).isGreaterThan(140);
    assertThat(peak >> 8 & 0xFF).isGreaterThan(130);
    int none = rgb(drawn, 80 + BORDER + 2, 78);
    assertThat(none).isEqualTo(0x2C0137);
    assertThat(rgb(drawn, 49, 29)).as("the plain image has none").isZero();
  }

  /** A hundredth of the largest value is two of three decades down: a third of the way up. */
  @Test
  void aMapOfOnePeakIsLogarithmicAndSaysSo() {
    float[][] map = new float[8][8];
    for (float[] row : map) {
      Arrays.fill(row, 0.01f);
    }
    map[1][1] = 1;
    assertThat(Heat.isLogarithmic(map)).isTrue();
    BufferedImage drawn =
        Overlay.draw(plain(new float[1][80][80], map, NOWHERE, new float[0], NOWHERE), 80);
    int third = ColorMap.rgb(1 / 3.0);
    int faint = rgb(drawn, 80 + BORDER + 65, 65);
    for (int shift = 16; shift >= 0; shift -= 8) {
      assertThat(faint >> shift & 0xFF)
          .isCloseTo((int) (0.65 * (third >> shift & 0xFF)), within(6)); // linear: 22 off
    }
    boolean marked = false;
    for (int x = 2; x < 24; x++) {
      marked |= rgb(drawn, 80 + BORDER + x, 9) == 0xFFFFFF;
    }
    assertThat(marked).as("log").isTrue();
    map[5][5] = map[6][2] = map[2][6] = map[3][3] = map[4][7] = map[7][0] = map[0][7] = 0.5f;
    assertThat(Heat.isLogarithmic(map)).isFalse();
    float[][] chosen = new float[8][8];
    chosen[1][1] = chosen[6][6] = 0.5f;
    assertThat(Heat.isLogarithmic(chosen)).as("zeros have no logarithm").isFalse();
  }

  /** Whatever the regions' weights are. */
  @Test
  void drawsTheFirstTenPatchesInTheirOrder() {
    float[] weights = new float[12];
    float[][][][] patches = new float[12][1][8][8];
    for (int k = 0; k < 12; k++) {
      weights[k] = k;
      for (float[] row : patches[k][0]) {
        java.util.Arrays.fill(row, k / 11f);
      }
    }
    TestImage picture =
        new TestImage(
            new float[1][400][400],
            null,
            null,
            new float[12][4],
            weights,
            NOWHERE,
            patches,
            "a",
            "a",
            "",
            null);
    BufferedImage drawn = Overlay.draw(picture, 400);
    int side = (400 - 9 * BORDER) / 10;
    assertThat(drawn.getHeight()).isEqualTo(400 + side + 3 * BORDER);
    for (int place = 0; place < 10; place++) {
      int level = Math.round(255 * place / 11f);
      assertThat(rgb(drawn, place * (side + BORDER) + side / 2, 400 + BORDER + side / 2) & 0xFF)
          .isEqualTo(level);
    }
  }

  /**
   * Two saccades: a line between their centres, an ellipse around the first, none where it is 0.
   */
  @Test
  void joinsAndSpreadsPatchesThatHaveAnOrder() {
    float[][] regions = {{0.1f, 0.1f, 0.3f, 0.3f}, {0.1f, 0.7f, 0.3f, 0.9f}};
    float[] weights = {0.5f, 0.5f};
    float[][] spread = {{0.18f, 0.08f}, {0, 0}};
    TestImage plain = plain(new float[1][200][200], null, regions, weights, NOWHERE);
    TestImage ordered =
        new TestImage(
            plain.image(), null, null, regions, weights, NOWHERE, NO_PATCHES, "a", "b", "", spread);
    BufferedImage without = Overlay.draw(plain, 200);
    BufferedImage with = Overlay.draw(ordered, 200);
    int selected = Palette.SELECTED.getRGB() & 0xFFFFFF;
    assertThat(rgb(without, 100, 40)).isZero();
    assertThat(rgb(with, 100, 40)).as("the line, halfway").isEqualTo(selected);
    assertThat(rgb(with, 40, 40 + 36)).as("the ellipse along rows").isEqualTo(selected);
    assertThat(rgb(with, 50, 50)).as("inside of the ellipse and the region").isZero();
    assertThat(rgb(with, 160, 40 + 36)).as("no ellipse around the second").isZero();
    boolean number = false;
    for (int x = 33; x < 48; x++) {
      number |= rgb(with, x, 40) == 0xFFFFFF;
    }
    assertThat(number).as("a white number").isTrue();
    assertThat(ordered.alt())
        .startsWith("Test image with 2 selected patches in the order of the numbers;");
  }

  @Test
  void writesPng(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("a.png");
    Overlay.write(SampleImage.of(3), 100, file);
    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(2 * 100 + 3 * BORDER);
    Overlay.writeCaptioned(SampleImage.of(3), 100, file);
    assertThat(ImageIO.read(file.toFile()).getHeight())
        .as("with a line of text")
        .isEqualTo(read.getHeight() + 24 - BORDER);
  }

  @Test
  void resamplesByMeanAndLine() {
    float[][] plane = {{0, 1, 0.5f, 0.5f}, {0, 1, 1, 0}};
    assertThat(Raster.resized(plane, 2, 1)[0]).containsExactly(0.5f, 0.5f);
    assertThat(Raster.resized(new float[][] {{0, 1}}, 4, 1)[0]).containsExactly(0, 0.25f, 0.75f, 1);
    float[] three = Raster.resized(new float[][] {{0, 3, 6, 9}}, 3, 1)[0];
    assertThat(three[1]).isEqualTo(4.5f, within(1e-5f));
    assertThat(three[0]).isEqualTo(0.75f, within(1e-5f));
  }

  @Test
  void saysWhatItShows() {
    TestImage picture = SampleImage.of(3);
    assertThat(picture.caption()).isEqualTo("true: 7 · predicted: 3 (41 %) ✗");
    assertThat(picture.alt())
        .isEqualTo(
            "Test image with 3 selected patches and 1 true object, beside it the attention map; true label 7, predicted 3 (41 %)");
    assertThatThrownBy(
            () -> plain(new float[1][2][2], null, new float[2][4], new float[1], NOWHERE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture needs one weight per region, got 1 weights and 2 regions");
  }

  /**
   * Patches of 40 pixels, 24 apart, on 256: the first cell's centre lies at 20, not at half a tenth
   * of the image, and the last cell ends at 256.
   */
  @Test
  void aCellIsDrawnWhereItsPatchesLie() {
    double[] centres =
        PatchGrid.strided(new ImageSpec(1, 256, 256, 64, 64), 40, 24, Border.ZERO).centres().rows();
    assertThat(centres).hasSize(10).startsWith(20 / 256.0, 44 / 256.0).endsWith(236 / 256.0);
    double[] places = Heat.places(centres, 256);
    assertThat(places[19]).isCloseTo(0, within(0.03));
    assertThat(places[44]).isCloseTo(1, within(0.03));
    assertThat(places[236]).isCloseTo(9, within(0.03));
    assertThat(places[7]).as("more than half a step outside").isNaN();
    assertThat(places[255]).isNaN();
    assertThat(Heat.places(new double[] {0.5}, 2)).containsExactly(-0.25, 0.25);
  }
}
