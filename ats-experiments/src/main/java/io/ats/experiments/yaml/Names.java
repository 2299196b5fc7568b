package io.ats.experiments.yaml;

import io.ats.core.options.Printable;
import io.ats.core.plugin.Registry;
import java.util.List;

/** Dotted keys, and lists of names in messages. */
public final class Names {

  private Names() {}

  /**
   * Returns, for messages, the dotted key of {@code key} below {@code path}, which may be empty.
   */
  public static String join(String path, String key) {
    String shown = Printable.shown(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** Returns {@code ; did you mean 'patches'? Known: patches, patch-size}. */
  public static String advice(String name, List<String> known) {
    return advice(name, known, known);
  }

  /** Returns the same, with the nearest name chosen from {@code among}. */
  public static String advice(String name, List<String> known, List<String> among) {
    return meant(Registry.nearest(name, among), known);
  }

  /** Returns the same with another proposal. */
  static String meant(String proposal, List<String> known) {
    return "; did you mean '" + proposal + "'? Known: " + String.join(", ", known);
  }

  /** Returns {@code a, b or c}. */
  static String either(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
