package io.ats.experiments.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws a {@link TestImage}: the image with selected regions (solid, the wider the line the larger
 * the weight) and true boxes (dashed), ordered patches numbered and joined ({@link ScanPath});
 * beside it the attention map; below them the patches, and before these the caption if it is
 * wanted.
 */
public final class Overlay {

  /** The number of patches for which there is room below the image. */
  public static final int MOST_PATCHES = 10;

  private static final int GAP = 6;
  private static final int CAPTION = 24;

  private static final int PATCH_SIDE = 64;

  private final TestImage picture;
  private final int caption;
  private final int panelWidth;
  private final int panelHeight;
  private final int width;
  private final int patchSide;

  private Overlay(TestImage picture, int side, boolean captioned) {
    this.picture = picture;
    this.caption = captioned ? CAPTION : GAP;
    int height = picture.image()[0].length;
    int across = picture.image()[0][0].length;
    double scale = (double) side / Math.max(height, across);
    this.panelWidth = Math.max(1, (int) Math.round(across * scale));
    this.panelHeight = Math.max(1, (int) Math.round(height * scale));
    this.width = picture.scoreMap() == null ? panelWidth : 2 * panelWidth + GAP;
    this.patchSide = Math.min(PATCH_SIDE, (width - (MOST_PATCHES - 1) * GAP) / MOST_PATCHES);
  }

  /**
   * Draws the picture.
   *
   * @param side the image's longest side on the picture, in pixels
   */
  public static BufferedImage draw(TestImage picture, int side) {
    return new Overlay(picture, side, false).draw();
  }

  /** Draws the picture and writes it as PNG. */
  public static void write(TestImage picture, int side, Path file) throws IOException {
    Raster.write(draw(picture, side), file);
  }

  /** Draws the picture with its caption and writes it as PNG, for whoever sees it by itself. */
  public static void writeCaptioned(TestImage picture, int side, Path file) throws IOException {
    Raster.write(new Overlay(picture, side, true).draw(), file);
  }

  private BufferedImage draw() {
    boolean strip = picture.patches().length > 0 && patchSide > 0;
    int height = panelHeight + caption + (strip ? patchSide : 0);
    BufferedImage out =
        new BufferedImage(width + 2 * GAP, height + 2 * GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, out.getWidth(), out.getHeight());
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.translate(GAP, GAP);
    BufferedImage image = Raster.image(picture.image(), panelWidth, panelHeight);
    panel(g, image, true);
    if (picture.scoreMap() != null) {
      g.translate(panelWidth + GAP, 0);
      panel(g, Heat.over(image, picture.scoreMap(), picture.cells()), false);
      if (Heat.isLogarithmic(picture.scoreMap())) {
        mark(g);
      }
      g.translate(-panelWidth - GAP, 0);
    }
    if (caption == CAPTION) {
      caption(g);
    }
    if (strip) {
      g.translate(0, panelHeight + caption);
      patches(g);
    }
    g.dispose();
    return out;
  }

  /** Says in the map's corner that its colours are logarithmic. */
  private static void mark(Graphics2D g) {
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    g.setColor(Color.WHITE);
    g.drawString("log", 4, 13);
  }

  private void panel(Graphics2D g, BufferedImage image, boolean withRegions) {
    Shape clip = g.getClip();
    g.clipRect(0, 0, panelWidth, panelHeight);
    g.drawImage(image, 0, 0, null);
    for (float[] box : picture.boxes()) {
      outline(g, box, Palette.TRUE_BOX, 2, true);
    }
    if (withRegions) {
      List<Integer> order = heaviestFirst();
      for (int i = order.size() - 1; i >= 0; i--) {
        double share = share(order.get(i));
        Color color =
            new Color(Palette.SELECTED.getRGB() & 0xFFFFFF | (int) (95 + 160 * share) << 24, true);
        outline(g, picture.regions()[order.get(i)], color, (float) (1 + 2.5 * share), false);
      }
      if (picture.spread() != null) {
        new ScanPath(picture.regions(), picture.spread(), panelWidth, panelHeight).draw(g);
      }
    }
    g.setClip(clip);
  }

  /** Draws a box over a dark edge, so that it shows on light and dark images. */
  private void outline(Graphics2D g, float[] box, Color color, float line, boolean dashed) {
    Rectangle2D shape =
        new Rectangle2D.Double(
            box[1] * panelWidth,
            box[0] * panelHeight,
            (box[3] - box[1]) * panelWidth,
            (box[2] - box[0]) * panelHeight);
    float[] dash = dashed ? new float[] {5, 4} : null;
    g.setColor(new Color(0, 0, 0, color.getAlpha() / 2));
    g.setStroke(
        new BasicStroke(line + 1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0));
    g.draw(shape);
    g.setColor(color);
    g.setStroke(new BasicStroke(line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0));
    g.draw(shape);
  }

  private void caption(Graphics2D g) {
    g.setColor(Color.BLACK);
    String text = picture.caption();
    float size = 13;
    FontMetrics metrics;
    do {
      g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont(size));
      metrics = g.getFontMetrics();
      size -= 1;
    } while (size > 7 && metrics.stringWidth(text) > width);
    g.drawString(text, 0, panelHeight + 16);
  }

  private void patches(Graphics2D g) {
    for (int i = 0; i < Math.min(MOST_PATCHES, picture.patches().length); i++) {
      float[][][] patch = picture.patches()[i];
      double scale = (double) patchSide / Math.max(patch[0].length, patch[0][0].length);
      int w = Math.max(1, (int) Math.round(patch[0][0].length * scale));
      int h = Math.max(1, (int) Math.round(patch[0].length * scale));
      g.drawImage(Raster.image(patch, w, h), 0, 0, null);
      g.translate(patchSide + GAP, 0);
    }
  }

  private List<Integer> heaviestFirst() {
    return IntStream.range(0, picture.weights().length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -share(i)))
        .toList();
  }

  /** Returns a weight as a share of the largest, in [0,1]. */
  private double share(int i) {
    double largest = 0;
    for (float weight : picture.weights()) {
      largest = weight > largest ? weight : largest;
    }
    return largest > 0 && picture.weights()[i] > 0 ? picture.weights()[i] / largest : 0;
  }
}
