package io.ats.experiments.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * Draws patches that were looked at one after the other: their centres, numbered and joined by a
 * thin line, each in an ellipse of one standard deviation of its sampled position.
 *
 * @param regions {@code (K,4)} top, left, bottom, right as fractions of the image
 * @param spread {@code (K,2)} along rows and columns, in the same fractions; zeros: no ellipse
 * @param width of the image on the picture, pixels
 * @param height of the image on the picture, pixels
 */
record ScanPath(float[][] regions, float[][] spread, int width, int height) {

  private static final Color SHADE = new Color(0, 0, 0, 140);
  private static final float LINE = 1.2f;
  private static final int TEXT = 12;

  void draw(Graphics2D g) {
    Path2D path = new Path2D.Double();
    for (int k = 0; k < regions.length; k++) {
      Point2D centre = centre(k);
      if (k == 0) {
        path.moveTo(centre.getX(), centre.getY());
      } else {
        path.lineTo(centre.getX(), centre.getY());
      }
    }
    stroke(g, path);
    for (int k = 0; k < regions.length; k++) {
      Point2D centre = centre(k);
      double rows = spread[k][0] * height;
      double columns = spread[k][1] * width;
      stroke(
          g,
          new Ellipse2D.Double(
              centre.getX() - columns, centre.getY() - rows, 2 * columns, 2 * rows));
    }
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, TEXT));
    for (int k = 0; k < regions.length; k++) {
      number(g, Integer.toString(k + 1), centre(k));
    }
  }

  private Point2D centre(int k) {
    float[] region = regions[k];
    return new Point2D.Double(
        (region[1] + region[3]) / 2 * width, (region[0] + region[2]) / 2 * height);
  }

  /** Draws a line over a dark edge, so that it shows on light and dark images. */
  private static void stroke(Graphics2D g, Shape shape) {
    g.setColor(SHADE);
    g.setStroke(new BasicStroke(LINE + 1.5f));
    g.draw(shape);
    g.setColor(Palette.SELECTED);
    g.setStroke(new BasicStroke(LINE));
    g.draw(shape);
  }

  private static void number(Graphics2D g, String text, Point2D centre) {
    double wide = Math.max(TEXT + 2, g.getFontMetrics().stringWidth(text) + 4);
    double high = TEXT + 2;
    g.setColor(SHADE);
    g.fill(new Ellipse2D.Double(centre.getX() - wide / 2, centre.getY() - high / 2, wide, high));
    g.setColor(Color.WHITE);
    g.drawString(
        text,
        (float) (centre.getX() - g.getFontMetrics().stringWidth(text) / 2.0),
        (float) (centre.getY() + TEXT / 2.0 - 1.5));
  }
}
