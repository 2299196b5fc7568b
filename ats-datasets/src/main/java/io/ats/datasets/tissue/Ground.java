package io.ats.datasets.tissue;

import io.ats.datasets.draw.Canvas;
import io.ats.datasets.draw.ValueNoise;
import io.ats.datasets.scene.ColourBitmapScene;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** What lies between the nuclei: stained plasma and fibres. */
public final class Ground {

  private static final Color PALE = new Color(0xF2E2EE);

  private Ground() {}

  /**
   * Draws a ground.
   *
   * @param colour of the plasma
   * @param fibre typical length of a fibre, pixels; 0: no fibres
   * @param grain size of the largest irregularities, pixels
   */
  public static ColourBitmapScene draw(
      int height, int width, Color colour, int fibre, int grain, RandomGenerator random) {
    BufferedImage image =
        Canvas.opaque(
            height,
            width,
            g -> {
              g.setColor(colour);
              g.fillRect(0, 0, width, height);
              double way = random.nextDouble(Math.PI); // that most fibres go
              int count = fibre == 0 ? 0 : 4 * height * width / (fibre * fibre);
              for (int i = 0; i < count; i++) {
                boolean pale = random.nextInt(3) == 0;
                g.setColor(Canvas.faded(pale ? PALE : Canvas.mix(colour, Color.RED, 0.2), 50));
                g.setStroke(new BasicStroke((float) (fibre * random.nextDouble(0.02, 0.08))));
                g.draw(fibre(height, width, fibre, way + random.nextGaussian(0, 0.4), random));
              }
            });
    ValueNoise.add(image, random, Math.max(1, grain), 14);
    return ColourBitmapScene.of(image);
  }

  private static CubicCurve2D fibre(
      int height, int width, double length, double way, RandomGenerator random) {
    double x = random.nextDouble(width);
    double y = random.nextDouble(height);
    double along = length / 2 * Math.cos(way);
    double down = length / 2 * Math.sin(way);
    double bend = random.nextGaussian(0, 0.3);
    return new CubicCurve2D.Double(
        x - along,
        y - down,
        x - along / 3 - bend * down,
        y - down / 3 + bend * along,
        x + along / 3 + bend * down,
        y + down / 3 - bend * along,
        x + along,
        y + down);
  }
}
