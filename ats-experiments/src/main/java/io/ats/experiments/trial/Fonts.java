package io.ats.experiments.trial;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** The fonts that pictures and charts need. */
public final class Fonts {

  private Fonts() {}

  /**
   * Measures a text as pictures do.
   *
   * @throws Error of some kind, or a runtime exception, if no fonts are installed
   */
  public static void draw() {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    graphics.getFontMetrics().stringWidth("text");
    graphics.dispose();
  }
}
