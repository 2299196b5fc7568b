package io.ats.experiments.picture;

import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Colours that colour-blind readers can tell apart (Okabe and Ito, and five of Tol's muted ones),
 * and markers to go with them.
 */
public final class Palette {

  /** Outlines of selected patches. */
  static final Color SELECTED = new Color(0xE69F00);

  /** Outlines of true boxes. */
  static final Color TRUE_BOX = new Color(0x56B4E9);

  private static final Color[] COLORS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0x56B4E9),
    new Color(0xE69F00),
    new Color(0x333333),
    new Color(0x882255),
    new Color(0x999933),
    new Color(0x332288),
    new Color(0x44AA99),
    new Color(0x8A5A2B)
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS
  };

  private Palette() {}

  /** Returns the colour of a series. */
  public static Color color(int index) {
    return COLORS[index % COLORS.length];
  }

  /** Returns the colour for filling an area. */
  public static Color faint(int index) {
    Color color = color(index);
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 45);
  }

  /** Returns the marker of a series; pairs of colour and marker repeat after 84. */
  public static Marker marker(int index) {
    return MARKERS[(index + index / COLORS.length) % MARKERS.length];
  }
}
