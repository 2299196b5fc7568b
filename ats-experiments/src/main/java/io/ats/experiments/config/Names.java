package io.ats.experiments.config;

import io.ats.core.plugin.Registry;
import java.util.List;
import java.util.Locale;

/** How Java names look in configuration, and what messages say about names. */
final class Names {

  private Names() {}

  /** Returns {@code patch-size} for {@code patchSize}. */
  static String kebab(String camelCase) {
    return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /** Returns {@code batch-mean} for {@code BATCH_MEAN}. */
  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the dotted key of a key below a path, which may be empty. */
  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Returns {@code ; did you mean 'patches'? Known: patches, patch-size}. */
  static String advice(String name, List<String> known) {
    return advice(name, known, known);
  }

  /** Returns the same, the nearest chosen {@code among} other names than those listed. */
  static String advice(String name, List<String> known, List<String> among) {
    return "; did you mean '"
        + Registry.nearest(name, among)
        + "'? Known: "
        + String.join(", ", known);
  }

  /** Returns {@code a, b or c}. */
  static String either(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
