package io.ats.core.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The components of one kind by name.
 *
 * @param <F> the factories' type
 */
public final class Registry<F> {

  private final String kind;
  private final Map<String, F> byName;

  /**
   * Creates a registry.
   *
   * @param kind what the components are, in the singular, for messages
   */
  public Registry(String kind, Map<String, F> byName) {
    this.kind = kind;
    this.byName = new TreeMap<>(byName);
  }

  /** Returns the names in alphabetical order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Returns whether the name is known. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /**
   * Returns the component with the name.
   *
   * @throws UnknownNameException if there is none; it lists the names and the nearest
   */
  public F get(String name) {
    F found = byName.get(name);
    if (found == null) {
      throw new UnknownNameException(kind, name, names());
    }
    return found;
  }

  /** Returns which of the names has the least edit distance from {@code name}. */
  public static String nearest(String name, List<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String known) -> distance(name, known)))
        .orElse("");
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
