package io.ats.datasets.pyramid;

import io.ats.datasets.tiff.TiffDirectory;
import io.ats.datasets.tiff.TiffTag;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of a pixel in micrometres, as files state it. */
final class Microns {

  private static final Pattern APERIO = Pattern.compile("\\bMPP = ([0-9.]+)");
  private static final int INCH = 2;
  private static final int CENTIMETRE = 3;
  private static final double MICRONS_PER_INCH = 25_400;
  private static final double MICRONS_PER_CENTIMETRE = 10_000;
  private static final double LEAST = 0.001;

  /** Pixels of more come from programs that write 72, 96, 300 or 1 dot an inch for "not known". */
  private static final double MOST = 25;

  private Microns() {}

  /** Returns what a directory of a TIFF states, in its description or its resolution. */
  static OptionalDouble of(TiffDirectory page) throws IOException {
    Matcher aperio = APERIO.matcher(page.text(TiffTag.DESCRIPTION));
    if (aperio.find()) {
      double microns = number(aperio.group(1));
      if (plausible(microns)) {
        return OptionalDouble.of(microns);
      }
    }
    double unit =
        switch (page.integer(TiffTag.RESOLUTION_UNIT, INCH)) {
          case INCH -> MICRONS_PER_INCH;
          case CENTIMETRE -> MICRONS_PER_CENTIMETRE;
          default -> Double.NaN;
        };
    return mean(
        unit / page.fraction(TiffTag.X_RESOLUTION), unit / page.fraction(TiffTag.Y_RESOLUTION));
  }

  /** Returns the mean of both directions, empty unless both are plausible. */
  static OptionalDouble mean(double x, double y) {
    return plausible(x) && plausible(y) ? OptionalDouble.of((x + y) / 2) : OptionalDouble.empty();
  }

  /** Returns the number that a text states, NaN if none. */
  static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean plausible(double microns) {
    return microns >= LEAST && microns <= MOST;
  }
}
