package io.ats.experiments.report;

import java.util.Set;
import java.util.regex.Pattern;

/** Text as tables, charts and the page show it. */
public final class Shown {

  private static final int MOST = 80;
  private static final String CUT = "…";
  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s\\u0085]+");
  private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}]");

  private Shown() {}

  /** Returns a name on one line, without control characters, cut to 80 characters. */
  public static String name(String text) {
    return name(text, MOST);
  }

  /** Returns the same, cut to so many characters. */
  public static String name(String text, int most) {
    String line = line(text);
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + CUT;
  }

  /** Returns a name that none of the used has, by a number behind it if need be, and adds it. */
  public static String apart(String name, Set<String> used) {
    String free = name;
    for (int i = 2; !used.add(free); i++) {
      free = name + " #" + i;
    }
    return free;
  }

  /** Returns text on one line, without control characters and marks that turn the line around. */
  public static String line(String text) {
    return HIDDEN.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("").strip();
  }
}
