package io.ats.datasets.signs;

import io.ats.datasets.draw.Canvas;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A sign on its post, somewhere in an image.
 *
 * @param face what it shows
 * @param diameter in pixels
 * @param row of its centre, pixels
 * @param column of its centre, pixels
 * @param tilt radians by which it leans to the right
 * @param turn radians by which it is turned away
 * @param blur standard deviation in pixels
 * @param dirt number of smudges on it
 * @param dirtSeed decides where they are
 */
record Signpost(
    SignFace face,
    double diameter,
    int row,
    int column,
    double tilt,
    double turn,
    double blur,
    int dirt,
    long dirtSeed) {

  /** How far the post reaches below the sign's centre, over the diameter. */
  private static final double POST = 2.6;

  /** Gaussian weights beyond so many standard deviations are left out. */
  private static final double REACH = 3;

  private static final Color STEEL = new Color(0x787C80);

  /** Returns whether two signs keep apart, posts left out. */
  boolean isApart(Signpost other) {
    double least = 0.75 * (diameter + other.diameter);
    return Math.abs(row - other.row) >= least || Math.abs(column - other.column) >= least;
  }

  /** Returns top, left, bottom, right of the upright sign's square as fractions of an image. */
  float[] box(int height, int width) {
    double radius = diameter / 2;
    return new float[] {
      (float) ((row - radius) / height),
      (float) ((column - radius) / width),
      (float) ((row + radius) / height),
      (float) ((column + radius) / width)
    };
  }

  /** Draws it: the face leaning, foreshortened and blurred. */
  PlacedSprite draw() {
    int above = (int) Math.ceil(diameter / 2 + REACH * blur) + 1;
    int below = (int) Math.ceil(diameter * POST);
    BufferedImage image =
        Canvas.transparent(
            above + below,
            2 * above,
            g -> {
              g.translate(above, above);
              g.rotate(tilt);
              g.scale(diameter, diameter);
              g.setColor(STEEL);
              g.fill(new Rectangle2D.Double(-0.04, 0, 0.08, 2 * POST));
              g.scale(StrictMath.cos(turn), 1);
              face.draw(g);
              smudge(g);
            });
    Sprite sprite = Sprite.of(blurred(image));
    return new PlacedSprite(sprite, row - above, column - above);
  }

  /** Lays faint light and dark spots, about as large as a digit, over the middle of the face. */
  private void smudge(Graphics2D g) {
    RandomGenerator random = new SplittableRandom(dirtSeed);
    for (int i = 0; i < dirt; i++) {
      double radius = random.nextDouble(0.08, 0.2);
      Color colour = random.nextBoolean() ? Color.BLACK : Color.WHITE;
      Point2D middle =
          new Point2D.Double(random.nextDouble(-0.25, 0.25), random.nextDouble(-0.25, 0.25));
      g.setPaint(
          new RadialGradientPaint(
              middle,
              (float) radius,
              new float[] {0, 1},
              new Color[] {
                Canvas.faded(colour, random.nextInt(40, 140)), Canvas.faded(colour, 0)
              }));
      g.fill(
          new Ellipse2D.Double(
              middle.getX() - radius, middle.getY() - radius, 2 * radius, 2 * radius));
    }
  }

  private BufferedImage blurred(BufferedImage image) {
    int reach = (int) Math.ceil(REACH * blur);
    if (reach == 0) {
      return image;
    }
    float[] weights = new float[2 * reach + 1];
    float sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) StrictMath.exp(-(i - reach) * (i - reach) / (2 * blur * blur));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    // Opacity multiplied in, or transparent black would darken the edges.
    BufferedImage from =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = from.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    ConvolveOp across =
        new ConvolveOp(new Kernel(weights.length, 1, weights), ConvolveOp.EDGE_NO_OP, null);
    ConvolveOp down =
        new ConvolveOp(new Kernel(1, weights.length, weights), ConvolveOp.EDGE_NO_OP, null);
    return down.filter(across.filter(from, null), null);
  }
}
