package io.ats.datasets.marines;

import io.ats.datasets.draw.Canvas;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** What is drawn over the units, thin enough that their kinds can be told apart beneath it. */
enum EffectKind {
  BLAST(1, 2.2),
  GLOW(1.5, 4),
  SMOKE(2, 5);

  /** Maximum opacity of a spot, of 255. */
  private static final int OPACITY = 110;

  /** Minimum and maximum diameter, in units' sizes. */
  private final double small;

  private final double large;

  EffectKind(double small, double large) {
    this.small = small;
    this.large = large;
  }

  /** Draws one of random size and appearance on units of {@code unit} pixels. */
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
        Canvas.spot(g, Canvas.faded(new Color(0xFF7818), OPACITY), 0.5, 0.5, 0.5);
        double core = random.nextDouble(0.3, 0.6);
        Canvas.spot(g, Canvas.faded(new Color(0xFFF0A0), OPACITY), 0.5, 0.5, core / 2);
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
        int opacity = random.nextInt(OPACITY / 2, OPACITY);
        Canvas.spot(g, Canvas.faded(light, opacity), 0.5, 0.5, 0.5);
      }
      case SMOKE -> {
        Color grey = Canvas.mix(Color.BLACK, Color.WHITE, random.nextDouble(0.2, 0.6));
        for (int i = 0; i < 6; i++) {
          double size = random.nextDouble(0.35, 0.6);
          double x = random.nextDouble(size / 2, 1 - size / 2);
          double y = random.nextDouble(size / 2, 1 - size / 2);
          Canvas.spot(g, Canvas.faded(grey, OPACITY / 2), x, y, size / 2);
        }
      }
    }
  }
}
