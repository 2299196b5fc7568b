package io.ats.experiments.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which classes of a library are referred to from outside it, directly or by such classes. */
final class Referred {

  private static final String CLASS = ".class";

  private Referred() {}

  /**
   * Returns the files of those classes.
   *
   * @param library what the names of its classes begin with, such as {@code org/example/}
   * @param jars the library and all that may refer to it
   */
  static Set<String> classes(String library, List<Path> jars) throws IOException {
    Pattern name = Pattern.compile(Pattern.quote(library) + "[\\w/$]+");
    Map<String, Set<String>> references = new HashMap<>();
    for (Path jar : jars) {
      try (JarFile from = new JarFile(jar.toFile())) {
        for (JarEntry entry : from.stream().toList()) {
          if (entry.getName().endsWith(CLASS)) {
            references.put(entry.getName(), references(from, entry, name));
          }
        }
      }
    }
    Deque<String> open = new ArrayDeque<>();
    references.forEach(
        (from, to) -> {
          if (!from.startsWith(library)) {
            open.addAll(to);
          }
        });
    Set<String> found = new HashSet<>();
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(references.getOrDefault(next, Set.of()));
      }
    }
    return found;
  }

  /** Returns every name in a class's constants, those in descriptions of types too. */
  private static Set<String> references(JarFile jar, JarEntry entry, Pattern name)
      throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return name.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
          .results()
          .map(MatchResult::group)
          .map(found -> found + CLASS)
          .collect(Collectors.toSet());
    }
  }
}
