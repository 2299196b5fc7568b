package io.ats.datasets.signs;

import io.ats.datasets.draw.Canvas;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A sign on its post, at a place in an image.
 *
 * @param face what it shows
 * @param diameter in pixels
 * @param row of its centre, pixels
 * @param column of its centre, pixels
 * @param tilt tilt to the right, radians
 * @param turn rotation about the post, radians
 * @param blur standard deviation of the Gaussian blur, pixels
 * @param dirt number of smudges on it
 * @param dirtSeed determines the smudges
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

  /** Length of the post below the sign's centre, in diameters. */
  private static final double POST = 2.6;

  /** Standard deviations beyond which Gaussian weights are left out. */
  private static final double REACH = 3;

  private static final Color STEEL = new Color(0x787C80);

  /** Returns whether two signs, without their posts, keep apart. */
  boolean isApart(Signpost other) {
    double least = 0.75 * (diameter + other.diameter);
    return Math.abs(row - other.row) >= least || Math.abs(column - other.column) >= least;
  }

  /** Returns top, left, bottom, right of the upright sign's square as fractions of an image. */
  float[] box(int height, int width) {
    return Boxes.square(row, column, diameter, height, width);
  }

  /** Draws the sign, tilted, foreshortened and blurred. */
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

  /** Draws faint light and dark spots, about as large as a digit, on the middle of the face. */
  private void smudge(Graphics2D g) {
    RandomGenerator random = new SplittableRandom(dirtSeed);
    for (int i = 0; i < dirt; i++) {
      double radius = random.nextDouble(0.08, 0.2);
      Color colour = random.nextBoolean() ? Color.BLACK : Color.WHITE;
      double x = random.nextDouble(-0.25, 0.25);
      double y = random.nextDouble(-0.25, 0.25);
      Canvas.spot(g, Canvas.faded(colour, random.nextInt(40, 140)), x, y, radius);
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
      int distance = i - reach;
      double power = distance == 0 ? 0 : -distance * distance / (2 * blur * blur);
      weights[i] = (float) StrictMath.exp(power);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    // Premultiplied by opacity, or transparent black would darken the edges.
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
