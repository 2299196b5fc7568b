package io.ats.datasets.tissue;

import io.ats.datasets.draw.Canvas;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/**
 * How the nuclei of a kind of cell look. Lengths are fractions of the side of the drawing.
 *
 * @param length of the longer axis
 * @param width of the shorter axis
 * @param waves amplitude of the outline's waves, as a fraction of the radius
 * @param crease width of a dark line across the nucleus; 0: none
 * @param body its colour
 * @param clumps number of dark clumps of chromatin
 * @param clump diameter of a clump
 * @param nucleoli number of nucleoli, small and nearly black
 * @param nucleolus diameter of a nucleolus
 */
public record Nucleus(
    double length,
    double width,
    double waves,
    double crease,
    Color body,
    int clumps,
    double clump,
    int nucleoli,
    double nucleolus) {

  private static final Color CHROMATIN = new Color(0x2C1C54);
  private static final int POINTS = 48;

  /** Width of the membrane. */
  private static final double RIM = 0.05;

  /**
   * Draws one, on nothing.
   *
   * @param size height and width of the drawing, pixels
   * @param angle of the longer axis against the horizontal, clockwise, radians
   * @param random decides on everything else
   */
  public BufferedImage draw(int size, double angle, RandomGenerator random) {
    Shape outline = outline(random);
    return Canvas.transparent(
        size,
        size,
        g -> {
          g.scale(size, size);
          g.translate(0.5, 0.5);
          g.rotate(angle);
          g.setColor(body);
          g.fill(outline);
          Shape before = g.getClip();
          g.clip(outline);
          if (crease > 0) {
            crease(g, random);
          }
          spots(g, Canvas.mix(body, CHROMATIN, 0.6), clumps, clump, 0.75, random);
          spots(g, CHROMATIN, nucleoli, nucleolus, nucleoli > 1 ? 0.7 : 0.15, random);
          g.setClip(before);
          g.setColor(Canvas.mix(body, CHROMATIN, 0.5));
          g.setStroke(new BasicStroke((float) RIM));
          g.draw(outline);
        });
  }

  private Shape outline(RandomGenerator random) {
    double three = random.nextDouble(2 * Math.PI);
    double five = random.nextDouble(2 * Math.PI);
    Path2D path = new Path2D.Double();
    for (int i = 0; i < POINTS; i++) {
      double at = 2 * Math.PI * i / POINTS;
      double radius = 1 + waves * (Math.sin(3 * at + three) + Math.sin(5 * at + five)) / 2;
      double x = radius * length / 2 * Math.cos(at);
      double y = radius * width / 2 * Math.sin(at);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }

  /** Draws a line in any direction, near the centre. */
  private void crease(Graphics2D g, RandomGenerator random) {
    double way = random.nextDouble(Math.PI);
    double off = width * random.nextDouble(-0.12, 0.12);
    double x = -off * Math.sin(way);
    double y = off * Math.cos(way);
    double right = length * Math.cos(way);
    double down = length * Math.sin(way);
    g.setColor(CHROMATIN);
    g.setStroke(new BasicStroke((float) crease));
    g.draw(new Line2D.Double(x - right, y - down, x + right, y + down));
  }

  /** Draws discs whose centres lie in the ellipse of {@code reach} times the nucleus's axes. */
  private void spots(
      Graphics2D g,
      Color colour,
      int count,
      double diameter,
      double reach,
      RandomGenerator random) {
    for (int i = 0; i < count; i++) {
      double radius = reach / 2 * Math.sqrt(random.nextDouble());
      double at = random.nextDouble(2 * Math.PI);
      double x = radius * length * Math.cos(at);
      double y = radius * width * Math.sin(at);
      double side = diameter * random.nextDouble(0.8, 1.2);
      Canvas.ellipse(g, colour, x, y, side, side);
    }
  }
}
