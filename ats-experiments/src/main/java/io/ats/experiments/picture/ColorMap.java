package io.ats.experiments.picture;

/**
 * The perceptually uniform colour map "viridis", by linear interpolation between 16 of its colours.
 */
public final class ColorMap {

  private static final int[] VIRIDIS = {
    0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E, 0x1F988B,
    0x22A884, 0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725
  };

  private ColorMap() {}

  /** Returns the colour of a value in [0,1] as 0xRRGGBB. */
  public static int rgb(double value) {
    double place = Math.min(1, Math.max(0, value)) * (VIRIDIS.length - 1);
    int low = Math.min(VIRIDIS.length - 2, (int) place);
    double part = place - low;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = VIRIDIS[low] >> shift & 0xFF;
      int b = VIRIDIS[low + 1] >> shift & 0xFF;
      rgb |= (int) Math.round(a + part * (b - a)) << shift;
    }
    return rgb;
  }
}
