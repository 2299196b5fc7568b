package io.ats.datasets.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class CanvasTest {

  @Test
  void edgesAreSmoothAndTheRestBlackOrClear() {
    Rectangle2D halfPixels = new Rectangle2D.Double(1, 0, 0.5, 2);
    BufferedImage clear = Canvas.transparent(2, 3, g -> g.fill(halfPixels));
    assertThat(clear.getRGB(0, 0)).isZero();
    assertThat(clear.getRGB(1, 1) >>> 24).isBetween(126, 129);
    assertThat(clear.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    BufferedImage opaque = Canvas.opaque(2, 3, g -> g.fill(halfPixels));
    assertThat(opaque.getRGB(2, 1)).isEqualTo(0xFF000000);
    assertThat(opaque.getRGB(1, 0) & 255).isBetween(126, 129);
  }

  @Test
  void rectanglesStartAtACornerAndEllipsesAtTheCentre() {
    BufferedImage box = Canvas.opaque(6, 8, g -> Canvas.rectangle(g, Color.RED, 1, 2, 4, 3));
    BufferedImage disc = Canvas.opaque(6, 8, g -> Canvas.ellipse(g, Color.RED, 4, 3, 8, 6));
    for (int y = 0; y < 6; y++) {
      for (int x = 0; x < 8; x++) {
        boolean inside = x >= 1 && x < 5 && y >= 2 && y < 5;
        assertThat(box.getRGB(x, y)).isEqualTo(inside ? 0xFFFF0000 : 0xFF000000);
        double r = Math.hypot((x + 0.5 - 4) / 4, (y + 0.5 - 3) / 3);
        int red = disc.getRGB(x, y) >> 16 & 255;
        assertThat(red).isBetween(r < 0.75 ? 255 : 0, r > 1.25 ? 0 : 255);
      }
    }
  }

  @Test
  void spotsFadeFromTheCentreToTheEdge() {
    BufferedImage image =
        Canvas.transparent(40, 60, g -> Canvas.spot(g, Canvas.faded(Color.GREEN, 200), 30, 20, 16));
    for (int x = 30; x < 60; x++) {
      int opacity = image.getRGB(x, 20) >>> 24;
      double expected = Math.max(0, 200 * (1 - Math.hypot(x + 0.5 - 30, 0.5) / 16));
      assertThat((double) opacity).isCloseTo(expected, within(12.5)); // One pixel's step.
    }
    assertThat(image.getRGB(30, 20) & 0xFFFFFF).isEqualTo(0x00FF00);
  }

  @Test
  void coloursMixAndFade() {
    Color mixed = Canvas.mix(new Color(0, 100, 200), new Color(100, 0, 200), 0.25);
    assertThat(mixed).isEqualTo(new Color(25, 75, 200));
    assertThat(Canvas.faded(mixed, 9)).isEqualTo(new Color(25, 75, 200, 9));
  }
}
