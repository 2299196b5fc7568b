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

  /** The outlines of the markers, as SVG paths around 0; those without an area are lines. */
  private static final String[] PATHS = {
    "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0",
    "M-4,-4h8v8h-8z",
    "M0,-4.5L4.5,4h-9z",
    "M0,-5L5,0L0,5L-5,0z",
    "M0,4.5L4.5,-4h-9z",
    "M-4,-4L4,4M-4,4L4,-4",
    "M-4,0h8M0,-4v8"
  };

  private Palette() {}

  /** Returns the outline of a series' marker, some ten units wide, as an SVG path around 0. */
  public static String path(int index) {
    return PATHS[shape(index)];
  }

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
    return MARKERS[shape(index)];
  }

  private static int shape(int index) {
    return (index + index / COLORS.length) % MARKERS.length;
  }
}
