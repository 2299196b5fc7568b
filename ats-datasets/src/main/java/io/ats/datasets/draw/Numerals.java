package io.ats.datasets.draw;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Numbers as vector shapes, because a machine without a display may have no fonts. */
public final class Numerals {

  /**
   * The centre lines of each digit's strokes in a box of width 0.6 and height 1, y downwards. A
   * stroke is its start, then of each straight line the end, of each cubic curve two control points
   * and the end.
   */
  private static final double[][][][] STROKES = {
    {
      {
        {0.3, 0},
        {0.47, 0, 0.6, 0.22, 0.6, 0.5},
        {0.6, 0.78, 0.47, 1, 0.3, 1},
        {0.13, 1, 0, 0.78, 0, 0.5},
        {0, 0.22, 0.13, 0, 0.3, 0}
      }
    },
    {{{0.12, 0.24}, {0.36, 0.02}, {0.36, 1}}},
    {
      {
        {0.02, 0.27},
        {0.02, -0.09, 0.6, -0.09, 0.6, 0.27},
        {0.6, 0.5, 0.2, 0.7, 0.02, 1},
        {0.6, 1}
      }
    },
    {
      {
        {0.03, 0.2},
        {0.1, -0.07, 0.56, -0.07, 0.56, 0.24},
        {0.56, 0.42, 0.42, 0.48, 0.22, 0.48},
        {0.45, 0.48, 0.6, 0.56, 0.6, 0.74},
        {0.6, 1.08, 0.08, 1.08, 0, 0.79}
      }
    },
    {{{0.43, 1}, {0.43, 0.02}, {0.02, 0.69}, {0.62, 0.69}}},
    {
      {
        {0.55, 0},
        {0.1, 0},
        {0.06, 0.46},
        {0.2, 0.32, 0.6, 0.32, 0.6, 0.68},
        {0.6, 1.08, 0.08, 1.1, 0, 0.82}
      }
    },
    {
      {
        {0.54, 0.13},
        {0.36, -0.1, 0, 0, 0, 0.62},
        {0, 1.12, 0.6, 1.12, 0.6, 0.68},
        {0.6, 0.3, 0.1, 0.3, 0.01, 0.62}
      }
    },
    {{{0, 0}, {0.6, 0}, {0.2, 1}}},
    {
      {
        {0.3, 0.47},
        {0.02, 0.47, 0, 0, 0.3, 0},
        {0.6, 0, 0.58, 0.47, 0.3, 0.47},
        {-0.09, 0.47, -0.09, 1, 0.3, 1},
        {0.69, 1, 0.69, 0.47, 0.3, 0.47}
      }
    },
    {
      {
        {0.06, 0.87},
        {0.24, 1.1, 0.6, 1, 0.6, 0.38},
        {0.6, -0.12, 0, -0.12, 0, 0.32},
        {0, 0.7, 0.5, 0.7, 0.59, 0.38}
      }
    }
  };

  /** From one digit's left edge to the next one's; leaves about a stroke's width between them. */
  private static final double ADVANCE = 0.9;

  private Numerals() {}

  /**
   * Returns the outline of a number, centred at the origin, y downwards.
   *
   * @param number at least 0
   * @param height of the outline, strokes included
   * @param weight the strokes' width as a fraction of the height, in (0,1)
   */
  public static Shape outline(int number, double height, double weight) {
    if (number < 0 || !(height > 0) || !(weight > 0 && weight < 1)) {
      throw new IllegalArgumentException(
          String.format(
              "expected number ≥ 0, height > 0 and weight in (0,1), got %d, %s and %s",
              number, height, weight));
    }
    Path2D lines = new Path2D.Double();
    String digits = Integer.toString(number);
    for (int i = 0; i < digits.length(); i++) {
      for (double[][] stroke : STROKES[digits.charAt(i) - '0']) {
        append(stroke, i * ADVANCE, lines);
      }
    }
    Shape outline =
        new BasicStroke((float) weight, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 2)
            .createStrokedShape(lines);
    Rectangle2D bounds = outline.getBounds2D();
    double scale = height / (1 + weight);
    AffineTransform place = AffineTransform.getScaleInstance(scale, scale);
    place.translate(-bounds.getCenterX(), -0.5);
    return place.createTransformedShape(outline);
  }

  private static void append(double[][] stroke, double right, Path2D lines) {
    lines.moveTo(stroke[0][0] + right, stroke[0][1]);
    for (int i = 1; i < stroke.length; i++) {
      double[] to = stroke[i];
      if (to.length == 2) {
        lines.lineTo(to[0] + right, to[1]);
      } else {
        lines.curveTo(to[0] + right, to[1], to[2] + right, to[3], to[4] + right, to[5]);
      }
    }
  }
}
