package io.ats.datasets.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** Images drawn with Java2D, smoothed at their edges. */
public final class Canvas {

  private Canvas() {}

  /** Returns an opaque drawing on black. */
  public static BufferedImage opaque(int height, int width, Consumer<Graphics2D> drawing) {
    return draw(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), drawing);
  }

  /** Returns a drawing on nothing. */
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

  /** Returns a colour mixed with another: {@code (1 − share)·colour + share·other}. */
  public static Color mix(Color colour, Color other, double share) {
    return new Color(
        mix(colour.getRed(), other.getRed(), share),
        mix(colour.getGreen(), other.getGreen(), share),
        mix(colour.getBlue(), other.getBlue(), share));
  }

  private static int mix(int a, int b, double share) {
    return (int) Math.round(a + (b - a) * share);
  }

  /** Returns a colour with another opacity, 0..255. */
  public static Color faded(Color colour, int opacity) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), opacity);
  }
}
