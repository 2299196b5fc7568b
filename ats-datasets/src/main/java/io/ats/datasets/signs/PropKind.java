package io.ats.datasets.signs;

import static io.ats.datasets.draw.Canvas.ellipse;
import static io.ats.datasets.draw.Canvas.rectangle;

import io.ats.datasets.draw.Canvas;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/** Objects along a street: their sizes, where they stand, and how they look. */
enum PropKind {
  HOUSE(0.22, 0.4, 0.52, 0.58),
  TREE(0.2, 0.42, 0.53, 0.66),
  BUSH(0.05, 0.1, 0.55, 0.95),
  CAR(0.07, 0.13, 0.58, 0.92),
  BILLBOARD(0.12, 0.2, 0.54, 0.68),
  LAMP(0.25, 0.4, 0.55, 0.75);

  /**
   * Minimum and maximum height, and the rows where it meets the ground, farthest and nearest, as
   * fractions of the image's height.
   */
  private final double small;

  private final double large;
  private final double far;
  private final double near;

  PropKind(double small, double large, double far, double near) {
    this.small = small;
    this.large = large;
    this.far = far;
    this.near = near;
  }

  /**
   * Returns the row where it meets the ground, as a fraction of the image's height, for a nearness
   * from 0 (far) to 1 (near).
   */
  double ground(double nearness) {
    return far + (near - far) * nearness;
  }

  /** Draws one of random size and appearance. */
  BufferedImage draw(int imageHeight, RandomGenerator random) {
    double size = small + (large - small) * random.nextDouble();
    int height = Math.max(2, (int) Math.round(imageHeight * size));
    int width = Math.max(2, (int) Math.round(height * aspect(random)));
    return Canvas.transparent(
        height,
        width,
        g -> {
          g.scale(width, height);
          draw(g, random);
        });
  }

  /** Returns width over height. */
  private double aspect(RandomGenerator random) {
    return switch (this) {
      case HOUSE -> random.nextDouble(0.8, 1.6);
      case TREE -> random.nextDouble(0.5, 0.9);
      case BUSH -> random.nextDouble(1.2, 2.2);
      case CAR -> random.nextDouble(1.3, 2.2);
      case BILLBOARD -> random.nextDouble(0.9, 1.4);
      case LAMP -> 0.12;
    };
  }

  /** Draws in the unit square. */
  private void draw(Graphics2D g, RandomGenerator random) {
    switch (this) {
      case HOUSE -> house(g, random);
      case TREE -> {
        rectangle(g, new Color(0x50402C), 0.46, 0.6, 0.08, 0.4);
        leaves(g, random, 0.8);
      }
      case BUSH -> leaves(g, random, 1);
      case CAR -> car(g, random);
      case BILLBOARD -> {
        rectangle(g, new Color(0x606468), 0.2, 0.5, 0.06, 0.5);
        rectangle(g, new Color(0x606468), 0.74, 0.5, 0.06, 0.5);
        rectangle(g, paint(random), 0, 0, 1, 0.62);
        rectangle(g, paint(random), 0.08, 0.12, 0.84, random.nextDouble(0.08, 0.2));
        ellipse(g, paint(random), random.nextDouble(0.2, 0.8), 0.42, 0.26, 0.26);
      }
      case LAMP -> {
        rectangle(g, new Color(0x808488), 0.45, 0.04, 0.1, 0.96);
        ellipse(g, new Color(0xE8E4D0), 0.5, 0.03, 1, 0.06);
      }
    }
  }

  private static void house(Graphics2D g, RandomGenerator random) {
    rectangle(g, paint(random), 0.04, 0.35, 0.92, 0.65);
    Path2D roof = new Path2D.Double();
    roof.moveTo(0, 0.36);
    roof.lineTo(random.nextDouble(0.2, 0.5), 0);
    roof.lineTo(random.nextDouble(0.5, 0.8), 0);
    roof.lineTo(1, 0.36);
    roof.closePath();
    g.setColor(Canvas.mix(new Color(0x803020), new Color(0x404040), random.nextDouble()));
    g.fill(roof);
    Color glass = new Color(0x384858);
    int columns = random.nextInt(2, 6);
    for (int i = 0; i < 2 * columns; i++) {
      double x = 0.1 + 0.8 * (i % columns + 0.2) / columns;
      rectangle(g, glass, x, i < columns ? 0.43 : 0.7, 0.45 / columns, 0.15);
    }
  }

  private static void leaves(Graphics2D g, RandomGenerator random, double bottom) {
    Color green = Canvas.mix(new Color(0x203C18), new Color(0x58782C), random.nextDouble());
    for (int i = 0; i < 40; i++) {
      double size = random.nextDouble(0.2, 0.45);
      ellipse(
          g,
          Canvas.mix(green, random.nextBoolean() ? Color.BLACK : Color.WHITE, 0.15 * i / 40),
          random.nextDouble(size / 2, 1 - size / 2),
          bottom * random.nextDouble(size / 2, 1 - size / 2),
          size,
          bottom * size);
    }
  }

  private static void car(Graphics2D g, RandomGenerator random) {
    Color body = paint(random);
    ellipse(g, body, 0.5, 0.4, 0.62, 0.8);
    ellipse(g, new Color(0x303840), 0.5, 0.38, 0.5, 0.56);
    rectangle(g, body, 0.02, 0.42, 0.96, 0.4);
    rectangle(g, new Color(0xC81818), 0.03, 0.5, 0.08, 0.1);
    rectangle(g, new Color(0xC81818), 0.89, 0.5, 0.08, 0.1);
    ellipse(g, Color.BLACK, 0.2, 0.82, 0.2, 0.36);
    ellipse(g, Color.BLACK, 0.8, 0.82, 0.2, 0.36);
  }

  /** Returns a colour of any hue, as bright as signs are. */
  private static Color paint(RandomGenerator random) {
    return Color.getHSBColor(
        random.nextFloat(),
        (float) random.nextDouble(0, 0.55),
        (float) random.nextDouble(0.4, 0.9));
  }
}
