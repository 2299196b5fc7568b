package io.ats.datasets.draw;

import static org.assertj.core.api.Assertions.assertThat;

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
  void coloursMixAndFade() {
    Color mixed = Canvas.mix(new Color(0, 100, 200), new Color(100, 0, 200), 0.25);
    assertThat(mixed).isEqualTo(new Color(25, 75, 200));
    assertThat(Canvas.faded(mixed, 9)).isEqualTo(new Color(25, 75, 200, 9));
  }
}
