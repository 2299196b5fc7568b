package io.ats.datasets.signs;

import io.ats.datasets.draw.Numerals;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The front of a sign, drawn within a circle of diameter 1 at the origin. */
enum SignFace {
  FIFTY,
  SEVENTY,
  EIGHTY,
  NO_VEHICLES,
  NO_OVERTAKING,
  NO_STOPPING,
  NO_ENTRY,
  STOP,
  WARNING,
  MANDATORY,
  PRIORITY,
  CROSSING;

  private static final Color RED = new Color(0xC01820);
  private static final Color YELLOW = new Color(0xF4CC20);
  private static final Color BLUE = new Color(0x1850A8);
  private static final Color INK = new Color(0x181818);
  private static final Color WHITE = new Color(0xF4F4F0);

  /** Height of the digits, in diameters of the sign, and width of their strokes, in heights. */
  private static final double DIGITS = 0.4;

  private static final double WEIGHT = 0.17;

  /** The number of faces with a speed limit, which come first. */
  static final int LIMITS = 3;

  /** Returns the face that shows a limit. */
  static SignFace of(SpeedLimit limit) {
    return values()[limit.ordinal()];
  }

  /** Returns the {@code index}-th face without a speed limit. */
  static SignFace other(int index) {
    return values()[LIMITS + index];
  }

  /** Draws it, in units of the sign's diameter. */
  void draw(Graphics2D g) {
    switch (this) {
      case FIFTY -> limit(g, 50);
      case SEVENTY -> limit(g, 70);
      case EIGHTY -> limit(g, 80);
      case NO_VEHICLES -> prohibition(g, YELLOW);
      case NO_OVERTAKING -> {
        prohibition(g, YELLOW);
        fill(g, RED, new Rectangle2D.Double(-0.27, -0.1, 0.22, 0.2));
        fill(g, INK, new Rectangle2D.Double(0.05, -0.1, 0.22, 0.2));
      }
      case NO_STOPPING -> {
        prohibition(g, BLUE);
        fill(g, RED, line(-0.3, -0.3, 0.3, 0.3));
        fill(g, RED, line(-0.3, 0.3, 0.3, -0.3));
      }
      case NO_ENTRY -> {
        fill(g, RED, circle(1));
        fill(g, YELLOW, new Rectangle2D.Double(-0.36, -0.09, 0.72, 0.18));
      }
      case STOP -> {
        fill(g, RED, polygon(8, Math.PI / 8, 0.5));
        fill(g, WHITE, new Rectangle2D.Double(-0.34, -0.1, 0.68, 0.2));
      }
      case WARNING -> {
        fill(g, RED, polygon(3, -Math.PI / 2, 0.5));
        fill(g, YELLOW, polygon(3, -Math.PI / 2, 0.34));
        fill(g, INK, new Rectangle2D.Double(-0.03, -0.16, 0.06, 0.28));
      }
      case MANDATORY -> {
        fill(g, BLUE, circle(1));
        fill(g, WHITE, new Rectangle2D.Double(-0.05, -0.1, 0.1, 0.45));
        fill(g, WHITE, polygon(3, -Math.PI / 2, 0.26));
      }
      case PRIORITY -> {
        fill(g, WHITE, polygon(4, 0, 0.5));
        fill(g, YELLOW, polygon(4, 0, 0.38));
      }
      case CROSSING -> {
        fill(g, BLUE, new Rectangle2D.Double(-0.35, -0.35, 0.7, 0.7));
        fill(g, WHITE, polygon(3, -Math.PI / 2, 0.3));
      }
    }
  }

  private static void limit(Graphics2D g, int number) {
    prohibition(g, YELLOW);
    fill(g, INK, Numerals.outline(number, DIGITS, WEIGHT));
  }

  private static void prohibition(Graphics2D g, Color inside) {
    fill(g, RED, circle(1));
    fill(g, inside, circle(0.76));
  }

  private static void fill(Graphics2D g, Color colour, Shape shape) {
    g.setColor(colour);
    g.fill(shape);
  }

  private static Shape circle(double diameter) {
    return new Ellipse2D.Double(-diameter / 2, -diameter / 2, diameter, diameter);
  }

  private static Shape line(double x1, double y1, double x2, double y2) {
    Path2D path = new Path2D.Double();
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
    return new BasicStroke(0.1f).createStrokedShape(path);
  }

  private static Shape polygon(int corners, double first, double radius) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = first + 2 * Math.PI * i / corners;
      double x = radius * StrictMath.cos(angle);
      double y = radius * StrictMath.sin(angle);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }
}
