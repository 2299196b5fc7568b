package io.ats.core.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of a file or argument as it may be printed: without control characters, not too long. */
public final class Printable {

  /** Control characters, line separators, halves of pairs, and marks that turn the direction. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private static final int MOST_SHOWN = 200;

  private Printable() {}

  /** Returns whether a text has nothing that cannot be printed; a line break cannot. */
  public static boolean is(String text) {
    return !UNPRINTABLE.matcher(text).find();
  }

  /** Returns a text with what cannot be printed as its code, cut if it is long. */
  public static String shown(String text) {
    String shown =
        text.length() <= MOST_SHOWN
            ? text
            : text.substring(0, MOST_SHOWN) + "... (" + text.length() + " characters)";
    return escaped(shown, "");
  }

  /** Returns a message with what cannot be printed, but for line breaks, as its code. */
  public static String message(String text) {
    return escaped(text, "\n");
  }

  private static String escaped(String text, String kept) {
    return UNPRINTABLE
        .matcher(text)
        .replaceAll(
            found ->
                kept.contains(found.group())
                    ? found.group()
                    : Matcher.quoteReplacement(
                        String.format("\\u%04X", (int) found.group().charAt(0))));
  }
}
