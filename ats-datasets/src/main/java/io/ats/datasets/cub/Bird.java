package io.ats.datasets.cub;

import static io.ats.datasets.draw.Canvas.ellipse;

import io.ats.datasets.draw.Canvas;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * A generated bird on a branch.
 *
 * @param species its class, from 0: nothing but the face depends on it
 * @param diameter of its head, pixels
 * @param row of the head's centre, pixels
 * @param column of the head's centre, pixels
 * @param left whether it looks to the left
 * @param tilt of the bird about its head, radians
 * @param back the colour of back and head
 * @param belly the colour of the belly
 * @param girth the body's height, in diameters
 */
record Bird(
    int species,
    double diameter,
    int row,
    int column,
    boolean left,
    double tilt,
    Color back,
    Color belly,
    double girth) {

  /** What a bird and its branch cover, with the head's centre as origin, in diameters. */
  private static final Rectangle2D EXTENT = new Rectangle2D.Double(-3.8, -0.8, 6, 3.9);

  /** Returns the bird as another species. */
  Bird as(int other) {
    return new Bird(other, diameter, row, column, left, tilt, back, belly, girth);
  }

  /** Draws it. */
  PlacedSprite draw() {
    Rectangle bounds = place(0, 0).createTransformedShape(EXTENT).getBounds();
    Sprite sprite =
        Sprite.of(
            Canvas.transparent(
                bounds.height,
                bounds.width,
                g -> {
                  g.transform(place(-bounds.x, -bounds.y));
                  body(g);
                  ellipse(g, back, 0, 0, 1, 1);
                  Face.of(species).draw(g, back);
                }));
    return new PlacedSprite(sprite, row + bounds.y, column + bounds.x);
  }

  private AffineTransform place(double x, double y) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(left ? -diameter : diameter, diameter);
    place.rotate(tilt);
    return place;
  }

  /** Draws all but the head, in units of its diameter. */
  private void body(Graphics2D g) {
    g.setColor(new Color(0x4C3A2A));
    g.setStroke(new BasicStroke(0.22f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new Line2D.Double(-3.4, 2.5, 2, 2.3));
    g.setStroke(new BasicStroke(0.08f));
    g.setColor(new Color(0x2C2620));
    g.draw(new Line2D.Double(-0.9, 1.7, -0.8, 2.4));
    g.draw(new Line2D.Double(-1.3, 1.7, -1.3, 2.4));
    Color dark = Canvas.mix(back, Color.BLACK, 0.35);
    Path2D tail = new Path2D.Double();
    tail.moveTo(-1.9, 1.2);
    tail.lineTo(-3.5, 2.2);
    tail.lineTo(-3.2, 2.7);
    tail.lineTo(-1.7, 1.9);
    tail.closePath();
    g.setColor(dark);
    g.fill(tail);
    AffineTransform upright = g.getTransform();
    g.rotate(Math.toRadians(-38), -1.05, 1.05);
    ellipse(g, back, -1.05, 1.05, 2.7, girth);
    ellipse(g, belly, -0.85, 1.2, 2, 0.7 * girth);
    ellipse(g, dark, -1.35, 0.95, 1.7, 0.5 * girth);
    for (int i = 0; i < 4; i++) {
      ellipse(g, Canvas.mix(dark, Color.WHITE, 0.2), -1.8 + 0.3 * i, 1.0, 0.06, 0.35 * girth);
    }
    g.setTransform(upright);
  }

  /**
   * Returns top, left, bottom, right of the part that tells its species, with a pixel for smooth
   * edges, as fractions of an image.
   */
  float[] box(int height, int width) {
    Rectangle2D part = place(column, row).createTransformedShape(Face.EXTENT).getBounds2D();
    return Boxes.within(
        part.getMinY() - 1,
        part.getMinX() - 1,
        part.getMaxY() + 1,
        part.getMaxX() + 1,
        height,
        width);
  }
}
