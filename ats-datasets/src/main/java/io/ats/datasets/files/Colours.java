package io.ats.datasets.files;

/** Red, green and blue from colours stored otherwise; all values unsigned bytes. */
public final class Colours {

  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);
  private static final int RED = fixed(1.40200);
  private static final int GREEN_BLUE = fixed(0.34414);
  private static final int GREEN_RED = fixed(0.71414);
  private static final int BLUE = fixed(1.77200);

  private Colours() {}

  private static int fixed(double factor) {
    return (int) (factor * (1 << BITS) + 0.5);
  }

  /** Scales 16 bits to 8, rounding. */
  public static int eightBits(int value) {
    return (value * 255 + 32767) / 65535;
  }

  /** Converts a pixel of YCbCr as JPEG defines it, with the rounding of the usual decoders. */
  public static void fromYcc(byte[] from, int at, byte[] to, int index) {
    int y = from[at] & 0xFF;
    int blue = (from[at + 1] & 0xFF) - 128;
    int red = (from[at + 2] & 0xFF) - 128;
    to[index] = clipped(y + (RED * red + HALF >> BITS));
    to[index + 1] = clipped(y + (-GREEN_BLUE * blue - GREEN_RED * red + HALF >> BITS));
    to[index + 2] = clipped(y + (BLUE * blue + HALF >> BITS));
  }

  /** Converts a pixel of inks, 0 none and 255 all, without a colour profile. */
  public static void fromCmyk(byte[] from, int at, byte[] to, int index) {
    int light = 255 - (from[at + 3] & 0xFF);
    for (int i = 0; i < 3; i++) {
      int value = (255 - (from[at + i] & 0xFF)) * light;
      to[index + i] = (byte) ((value + 127) / 255);
    }
  }

  private static byte clipped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
