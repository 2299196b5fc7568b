package io.ats.datasets.cub;

import io.ats.datasets.draw.Canvas;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * What tells one generated species from another: the beak, the ring around the eye and the marking
 * of the head, of which there are as many as species in CUB-200. All else of a bird is drawn at
 * random.
 *
 * @param beak its shape
 * @param ring the eye's
 * @param marking on the head
 */
record Face(Beak beak, Ring ring, Marking marking) {

  /** The number of faces: 5 beaks, 5 rings and 8 markings. */
  static final int COUNT = 200;

  /** Coprime with {@link #COUNT}: also a few species differ in all three. */
  private static final int STEP = 73;

  /**
   * The part of a bird's picture that faces differ in: a head of diameter 1 around the origin,
   * facing right, with its beak.
   */
  static final Rectangle2D EXTENT = new Rectangle2D.Double(-0.5, -0.5, 1.6, 1);

  enum Beak {
    CONE,
    LONG,
    HOOKED,
    CURVED,
    BROAD
  }

  enum Ring {
    NONE(null),
    WHITE(new Color(0xF4F4F0)),
    RED(new Color(0xD02818)),
    YELLOW(new Color(0xF0C818)),
    BLUE(new Color(0x2858D8));

    private final Color colour;

    Ring(Color colour) {
      this.colour = colour;
    }
  }

  enum Marking {
    PLAIN,
    STRIPE,
    BROW,
    MOUSTACHE,
    CHEEK,
    CAP,
    THROAT,
    BARS
  }

  /** Returns the face of a species, from 0. */
  static Face of(int species) {
    int code = species * STEP % COUNT;
    return new Face(
        Beak.values()[code % 5], Ring.values()[code / 5 % 5], Marking.values()[code / 25]);
  }

  /** Draws the face over a head of diameter 1 around the origin, facing right. */
  void draw(Graphics2D g, Color head) {
    g.setColor(new Color(0x3A342C));
    g.fill(beakShape());
    Color mark = luminance(head) > 0.45 ? new Color(0x181614) : new Color(0xF0EEE6);
    Area marked = new Area(markingShape());
    marked.intersect(new Area(new Ellipse2D.Double(-0.5, -0.5, 1, 1)));
    g.setColor(mark);
    g.fill(marked);
    if (ring.colour != null) {
      Canvas.ellipse(g, ring.colour, 0.14, -0.1, 0.3, 0.3);
    }
    Canvas.ellipse(g, Color.BLACK, 0.14, -0.1, 0.16, 0.16);
    Canvas.ellipse(g, Color.WHITE, 0.17, -0.13, 0.05, 0.05);
  }

  private Shape beakShape() {
    return switch (beak) {
      case CONE -> path(0.42, -0.16, 0.8, 0.04, 0.42, 0.18);
      case LONG -> path(0.44, -0.06, 1.1, 0.02, 0.44, 0.1);
      case BROAD -> path(0.38, -0.26, 0.8, -0.2, 0.8, 0.24, 0.36, 0.3);
      case HOOKED -> path(0.42, -0.16, 0.7, -0.2, 0.94, -0.02, 0.86, 0.44, 0.66, 0.1, 0.42, 0.14);
      case CURVED ->
          path(0.44, -0.08, 0.72, -0.04, 0.94, 0.14, 1.06, 0.44, 0.84, 0.22, 0.68, 0.1, 0.44, 0.08);
    };
  }

  private Shape markingShape() {
    return switch (marking) {
      case PLAIN -> new Area();
      case STRIPE -> new Rectangle2D.Double(-0.5, -0.2, 1, 0.2);
      case BROW ->
          new BasicStroke(0.1f).createStrokedShape(new Line2D.Double(-0.42, -0.2, 0.4, -0.34));
      case MOUSTACHE ->
          new BasicStroke(0.13f).createStrokedShape(new Line2D.Double(0.5, 0.12, -0.14, 0.4));
      case CHEEK -> new Ellipse2D.Double(-0.3, 0.02, 0.34, 0.3);
      case CAP -> new Rectangle2D.Double(-0.5, -0.5, 1, 0.26);
      case THROAT -> new Rectangle2D.Double(-0.5, 0.2, 1, 0.3);
      case BARS -> {
        Area bars = new Area();
        for (double x = -0.42; x < -0.05; x += 0.16) {
          bars.add(new Area(new Rectangle2D.Double(x, -0.5, 0.08, 1)));
        }
        yield bars;
      }
    };
  }

  private static Path2D path(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i < points.length; i += 2) {
      path.lineTo(points[i], points[i + 1]);
    }
    path.closePath();
    return path;
  }

  private static double luminance(Color colour) {
    return (0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue()) / 255;
  }
}
