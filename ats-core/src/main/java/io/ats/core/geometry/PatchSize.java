package io.ats.core.geometry;

import io.ats.core.options.OptionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a patch, pixels of the full image.
 *
 * @param height {@code h}
 * @param width {@code w}
 */
public record PatchSize(int height, int width) {

  /** The longest side. */
  public static final int MOST = 100_000;

  private static final Pattern TEXT = Pattern.compile("\\+?([0-9]{1,9})(?:[x×]([0-9]{1,9}))?");

  /**
   * Checks the range.
   *
   * @throws OptionException if a side is not from 1 to {@link #MOST}
   */
  public PatchSize {
    require(height);
    require(width);
  }

  private static void require(int side) {
    if (side < 1 || side > MOST) {
      throw new OptionException("patch-size must be from 1 to " + MOST + ", got " + side);
    }
  }

  /** Returns the size of a square. */
  public static PatchSize square(int side) {
    return new PatchSize(side, side);
  }

  /**
   * Returns the size that a text stands for: {@code 50} is a square's side, {@code 40x60} height
   * and width.
   *
   * @throws OptionException if it stands for none
   */
  public static PatchSize parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new OptionException(
          "patch-size must be a whole number from 1 to %d, or height and width such as 40x60, got '%s'"
              .formatted(MOST, text));
    }
    int height = Integer.parseInt(parts.group(1));
    return new PatchSize(
        height, parts.group(2) == null ? height : Integer.parseInt(parts.group(2)));
  }

  /** Returns the text that {@link #parse} reads. */
  public String word() {
    return height == width ? Integer.toString(height) : height + "x" + width;
  }

  /** Returns the size for tables: {@code 50}, or {@code 40×60}. */
  @Override
  public String toString() {
    return word().replace('x', '×');
  }
}
