package io.ats.datasets.signs;

import io.ats.core.options.Printable;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.signs.AnnotatedSign.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code annotations.txt} of the Swedish traffic signs. Each line is an image and its signs:
 *
 * <pre>file.jpg:VISIBLE, 1026.4, 430.2, 985.1, 391.7, PROHIBITORY, 70_SIGN;MISC_SIGNS;</pre>
 *
 * <p>The corners are x and y of the lower right, then of the upper left. In the published files a
 * letter and more follow a few coordinates; these are ignored.
 */
final class Annotations {

  private static final String SIGN =
      "'VISIBILITY, x, y, x, y, TYPE, NAME' or MISC_SIGNS between semicolons";

  private static final Pattern COORDINATE = Pattern.compile("(-?\\d+(\\.\\d+)?)([A-Za-z]\\w*)?");

  /** A name without folders, in ASCII as the published ones. */
  private static final Pattern FILE = Pattern.compile("(?!\\.\\.?$)[ -~&&[^/\\\\]]+");

  /** What editors may put before text in UTF-8. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

  private static final int MOST_BYTES = 100_000_000;

  private Annotations() {}

  /**
   * An image.
   *
   * @param file its name
   * @param signs those that have a name: all but MISC_SIGNS
   * @param line where it is described, from 1
   */
  record Image(String file, List<AnnotatedSign> signs, int line) {}

  /**
   * Reads a file.
   *
   * @throws UncheckedIOException if it is missing or cut short, a line is malformed or an image has
   *     two, naming file and line
   */
  static List<Image> read(Path file) {
    String text;
    try {
      text = new String(InputFile.bytes(file, MOST_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file
              + ": expected the signs' annotations, found "
              + InputFile.reason(e)
              + "; give the folder that holds Set1 and Set2 as path, or leave path empty for"
              + " generated images",
          e);
    }
    if (text.startsWith(MARK)) {
      text = text.substring(MARK.length());
    }
    List<String> lines = text.lines().toList();
    Map<String, Image> images = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Place place = new Place(file, i + 1);
        Image image = image(place, lines.get(i));
        // Some file systems do not tell the case of letters apart.
        Image before = images.putIfAbsent(image.file().toLowerCase(Locale.ROOT), image);
        if (before != null) {
          String once = "an image that line " + before.line() + " does not describe already";
          throw place.expected(once, image.file());
        }
      }
    }
    String end = text.replaceFirst("[ \\t]+$", "");
    if (!end.isEmpty() && "\r\n;".indexOf(end.charAt(end.length() - 1)) < 0) {
      String last = lines.get(lines.size() - 1);
      throw new Place(file, lines.size()).expected("a last line that ends with ';'", last);
    }
    return List.copyOf(images.values());
  }

  /** Where something was found, for messages. */
  private record Place(Path file, int line) {

    UncheckedIOException expected(String expected, String found) {
      String message =
          file
              + ":"
              + line
              + ": expected "
              + expected
              + ", found '"
              + Printable.shown(found)
              + "'; replace the file by the published one";
      return InputFile.bad(message);
    }
  }

  private static Image image(Place place, String line) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw place.expected("'image file:signs'", line);
    }
    String file = line.substring(0, colon).strip();
    if (!FILE.matcher(file).matches()) {
      throw place.expected("the name of an image file in this set's folder", file);
    }
    List<AnnotatedSign> signs = new ArrayList<>();
    for (String part : line.substring(colon + 1).split(";")) {
      String text = part.strip();
      if (!text.isEmpty() && !text.equals("MISC_SIGNS")) {
        signs.add(sign(place, text));
      }
    }
    return new Image(file, List.copyOf(signs), place.line);
  }

  private static AnnotatedSign sign(Place place, String text) {
    String[] parts = Arrays.stream(text.split(",")).map(String::strip).toArray(String[]::new);
    if (parts.length != 7) {
      throw place.expected(SIGN, text);
    }
    double right = coordinate(place, parts[1]);
    double bottom = coordinate(place, parts[2]);
    double left = coordinate(place, parts[3]);
    double top = coordinate(place, parts[4]);
    if (left > right || top > bottom) {
      throw place.expected("the lower right corner before the upper left one", text);
    }
    return new AnnotatedSign(visibility(place, parts[0]), left, top, right, bottom, parts[6]);
  }

  private static Visibility visibility(Place place, String text) {
    return Arrays.stream(Visibility.values())
        .filter(known -> known.name().equals(text))
        .findFirst()
        .orElseThrow(() -> place.expected("one of " + Arrays.toString(Visibility.values()), text));
  }

  private static double coordinate(Place place, String text) {
    Matcher matcher = COORDINATE.matcher(text);
    if (!matcher.matches()) {
      throw place.expected("a coordinate in pixels", text);
    }
    double value = Double.parseDouble(matcher.group(1));
    if (Double.isInfinite(value)) {
      throw place.expected("a coordinate in pixels", text);
    }
    return value;
  }
}
