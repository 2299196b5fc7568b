package io.ats.datasets.marines;

import io.ats.datasets.draw.Canvas;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** What a battle stirs up, thin enough that units can be told apart beneath it. */
enum EffectKind {
  BLAST(1, 2.2),
  GLOW(1.5, 4),
  SMOKE(2, 5);

  /** The greatest opacity of a puff, in its middle, of 255. */
  private static final int OPACITY = 110;

  /** Least and greatest diameter over a unit's size. */
  private final double small;

  private final double large;

  EffectKind(double small, double large) {
    this.small = small;
    this.large = large;
  }

  /** Draws one of random size and looks. */
  BufferedImage draw(int unit, RandomGenerator random) {
    int size = Math.max(2, (int) Math.round(unit * random.nextDouble(small, large)));
    return Canvas.transparent(
        size,
        size,
        g -> {
          g.scale(size, size);
          draw(g, random);
        });
  }

  /** Draws in the unit square. */
  private void draw(Graphics2D g, RandomGenerator random) {
    switch (this) {
      case BLAST -> {
        puff(g, new Color(0xFF7818), OPACITY, 0.5, 0.5, 1);
        puff(g, new Color(0xFFF0A0), OPACITY, 0.5, 0.5, random.nextDouble(0.3, 0.6));
        g.setColor(Canvas.faded(new Color(0xFFE080), 2 * OPACITY));
        for (int i = 0; i < 12; i++) {
          double spark = random.nextDouble(0.02, 0.05);
          g.fill(
              new Ellipse2D.Double(
                  random.nextDouble(0.05, 0.9), random.nextDouble(0.05, 0.9), spark, spark));
        }
      }
      case GLOW -> {
        Color light = Color.getHSBColor(random.nextFloat(), 0.5f, 1);
        puff(g, light, random.nextInt(OPACITY / 2, OPACITY), 0.5, 0.5, 1);
      }
      case SMOKE -> {
        Color grey = Canvas.mix(Color.BLACK, Color.WHITE, random.nextDouble(0.2, 0.6));
        for (int i = 0; i < 6; i++) {
          double size = random.nextDouble(0.35, 0.6);
          puff(
              g,
              grey,
              OPACITY / 2,
              random.nextDouble(size / 2, 1 - size / 2),
              random.nextDouble(size / 2, 1 - size / 2),
              size);
        }
      }
    }
  }

  /** Draws a disc that fades out. */
  private static void puff(Graphics2D g, Color colour, int opacity, double x, double y, double d) {
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) (d / 2),
            new float[] {0, 1},
            new Color[] {Canvas.faded(colour, opacity), Canvas.faded(colour, 0)}));
    g.fill(new Ellipse2D.Double(x - d / 2, y - d / 2, d, d));
  }
}
