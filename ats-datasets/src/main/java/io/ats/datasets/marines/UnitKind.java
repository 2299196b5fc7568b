package io.ats.datasets.marines;

import static io.ats.datasets.draw.Canvas.ellipse;
import static io.ats.datasets.draw.Canvas.rectangle;

import io.ats.datasets.draw.Canvas;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;

/**
 * The six kinds of unit, seen from above. Kinds of a side share colours and size; only shape and
 * small marks tell them apart.
 */
enum UnitKind {
  MARINE(Side.TROOPS),
  GUNNER(Side.TROOPS),
  MEDIC(Side.TROOPS),
  RUNNER(Side.SWARM),
  SPITTER(Side.SWARM),
  BEETLE(Side.SWARM);

  private static final Color ARMOUR = new Color(0x3C62A8);
  private static final Color PLATE = new Color(0x6E92CC);
  private static final Color STEEL = new Color(0x9AA0A8);
  private static final Color VISOR = new Color(0xF0B040);
  private static final Color HIDE = new Color(0x7A3A2C);
  private static final Color SHELL = new Color(0xA4563A);
  private static final Color BONE = new Color(0xD8B088);
  private static final Color EYES = new Color(0xF4E04C);

  private final Side side;

  UnitKind(Side side) {
    this.side = side;
  }

  /** Returns its side. */
  Side side() {
    return side;
  }

  /**
   * Draws it and its shadow.
   *
   * @param size height and width in pixels
   * @param angle the direction that it faces: 0 is up, then clockwise, radians
   */
  BufferedImage draw(int size, double angle) {
    return Canvas.transparent(
        size,
        size,
        g -> {
          g.scale(size, size);
          ellipse(g, new Color(0, 0, 0, 60), 0.54, 0.55, 0.7, 0.7);
          AffineTransform upright = g.getTransform();
          g.rotate(angle, 0.5, 0.5);
          draw(g);
          g.setTransform(upright);
        });
  }

  /** Draws in the unit square, facing up. */
  private void draw(Graphics2D g) {
    switch (this) {
      case MARINE -> {
        line(g, STEEL, 0.09, 0.68, 0.52, 0.68, 0.04);
        shoulders(g, 0.26, 0.36);
        helmet(g, 0.3);
      }
      case GUNNER -> {
        line(g, STEEL, 0.14, 0.17, 0.5, 0.17, 0.1);
        line(g, STEEL, 0.14, 0.83, 0.5, 0.83, 0.1);
        rectangle(g, ARMOUR, 0.1, 0.4, 0.8, 0.4);
        rectangle(g, PLATE, 0.14, 0.44, 0.22, 0.32);
        rectangle(g, PLATE, 0.64, 0.44, 0.22, 0.32);
        helmet(g, 0.24);
      }
      case MEDIC -> {
        ellipse(g, ARMOUR, 0.5, 0.52, 0.52, 0.72);
        ellipse(g, PLATE, 0.5, 0.64, 0.4, 0.4);
        rectangle(g, Color.WHITE, 0.46, 0.5, 0.08, 0.28);
        rectangle(g, Color.WHITE, 0.36, 0.6, 0.28, 0.08);
        line(g, PLATE, 0.1, 0.2, 0.2, 0.6, 0.1);
        line(g, PLATE, 0.1, 0.8, 0.2, 0.4, 0.1);
        ellipse(g, VISOR, 0.5, 0.26, 0.16, 0.1);
      }
      case RUNNER -> {
        for (double x : new double[] {0.2, 0.8}) {
          line(g, BONE, 0.08, x, 0.4, 0.5, 0.06);
          line(g, HIDE, 0.86, x, 0.6, 0.5, 0.06);
        }
        ellipse(g, HIDE, 0.5, 0.52, 0.3, 0.64);
        ellipse(g, SHELL, 0.5, 0.58, 0.18, 0.4);
        eyes(g, 0.28);
      }
      case SPITTER -> {
        line(g, HIDE, 0.94, 0.66, 0.66, 0.5, 0.12);
        ellipse(g, HIDE, 0.5, 0.62, 0.34, 0.4);
        ellipse(g, SHELL, 0.5, 0.36, 0.62, 0.36);
        line(g, BONE, 0.06, 0.34, 0.3, 0.38, 0.05);
        line(g, BONE, 0.06, 0.66, 0.3, 0.62, 0.05);
        eyes(g, 0.36);
      }
      case BEETLE -> {
        ellipse(g, HIDE, 0.5, 0.24, 0.4, 0.3);
        ellipse(g, SHELL, 0.5, 0.56, 0.8, 0.72);
        line(g, HIDE, 0.24, 0.5, 0.9, 0.5, 0.05);
        ellipse(g, BONE, 0.32, 0.54, 0.12, 0.2);
        ellipse(g, BONE, 0.68, 0.54, 0.12, 0.2);
        eyes(g, 0.16);
      }
    }
  }

  private static void shoulders(Graphics2D g, double width, double height) {
    ellipse(g, ARMOUR, 0.5, 0.58, 0.56, 0.44);
    for (double x : new double[] {0.22, 0.78}) {
      ellipse(g, ARMOUR, x, 0.56, width + 0.06, height + 0.06);
      ellipse(g, PLATE, x, 0.54, width, height);
    }
  }

  private static void helmet(Graphics2D g, double width) {
    ellipse(g, Canvas.mix(ARMOUR, Color.BLACK, 0.4), 0.5, 0.52, width + 0.06, width + 0.1);
    ellipse(g, PLATE, 0.5, 0.53, width, width);
    ellipse(g, VISOR, 0.5, 0.44, width * 0.8, width * 0.4);
  }

  private static void eyes(Graphics2D g, double y) {
    ellipse(g, EYES, 0.44, y, 0.07, 0.09);
    ellipse(g, EYES, 0.56, y, 0.07, 0.09);
  }

  private static void line(
      Graphics2D g, Color colour, double y1, double x1, double y2, double x2, double width) {
    g.setColor(colour);
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }
}
