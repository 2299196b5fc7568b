package io.ats.core.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Components of one kind, by name.
 *
 * @param <C> the components' type
 */
public final class Registry<C> {

  private final String kind;
  private final Map<String, C> byName;

  /**
   * Creates a registry.
   *
   * @param kind the components' kind in the singular, for messages
   */
  public Registry(String kind, Map<String, C> byName) {
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
   * @throws UnknownNameException if there is none; the message lists the names and the nearest
   */
  public C get(String name) {
    C found = byName.get(name);
    if (found == null) {
      throw new UnknownNameException(kind, name, names());
    }
    return found;
  }

  /** Returns the name with the smallest edit distance to {@code name}; empty if there are none. */
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
