package io.ats.datasets.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Images drawn with Java2D, with smooth edges, and shapes that several drawings share. */
public final class Canvas {

  private Canvas() {}

  /** Returns an opaque drawing on black. */
  public static BufferedImage opaque(int height, int width, Consumer<Graphics2D> drawing) {
    return draw(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), drawing);
  }

  /** Returns a drawing on a transparent background. */
  public static BufferedImage transparent(int height, int width, Consumer<Graphics2D> drawing) {
    return draw(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), drawing);
  }

  private static BufferedImage draw(BufferedImage image, Consumer<Graphics2D> drawing) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.accept(graphics);
    graphics.dispose();
    return image;
  }

  /** Fills a rectangle, given by its upper left corner. */
  public static void rectangle(
      Graphics2D g, Color colour, double x, double y, double width, double height) {
    g.setColor(colour);
    g.fill(new Rectangle2D.Double(x, y, width, height));
  }

  /** Fills an ellipse, given by its centre. */
  public static void ellipse(
      Graphics2D g, Color colour, double x, double y, double width, double height) {
    g.setColor(colour);
    g.fill(new Ellipse2D.Double(x - width / 2, y - height / 2, width, height));
  }

  /** Fills a disc whose opacity falls from the colour's at the centre to none at the edge. */
  public static void spot(Graphics2D g, Color colour, double x, double y, double radius) {
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(x, y),
            (float) radius,
            new float[] {0, 1},
            new Color[] {colour, faded(colour, 0)}));
    g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  /** Returns a colour mixed with another: {@code (1 − share)·colour + share·other}. */
  public static Color mix(Color colour, Color other, double share) {
    return new Color(
        mix(colour.getRed(), other.getRed(), share),
        mix(colour.getGreen(), other.getGreen(), share),
        mix(colour.getBlue(), other.getBlue(), share));
  }

  /**
   * Returns a colour made lighter or darker, as staining and light vary: the first of {@code count}
   * tones is the darkest.
   *
   * @param index of the tone, from 0
   * @param most share of black or white in the outermost tones
   */
  public static Color tone(Color colour, int index, int count, double most) {
    double share = count == 1 ? 0 : most * (2.0 * index / (count - 1) - 1);
    return mix(colour, share < 0 ? Color.BLACK : Color.WHITE, Math.abs(share));
  }

  private static int mix(int a, int b, double share) {
    return (int) Math.round(a + (b - a) * share);
  }

  /** Returns a colour with another opacity, 0..255. */
  public static Color faded(Color colour, int opacity) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
  }
}
