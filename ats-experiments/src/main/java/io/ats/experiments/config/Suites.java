package io.ats.experiments.config;

import io.ats.core.plugin.SuiteResource;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads suites: those built in and plugged in, by name, and the user's, by file. */
public final class Suites {

  private static final String FOLDER = "io/ats/experiments/suites/";
  private static final String INDEX = "index";
  private static final String ENDING = ".yaml";

  private final Map<String, SuiteResource> named;

  /** Creates a loader of suites by name, besides files. */
  public Suites(Map<String, SuiteResource> named) {
    this.named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** Returns the suites built into the program, in the index's order. */
  public static Map<String, SuiteResource> builtIn() {
    return builtIn(Suites.class.getClassLoader());
  }

  /** Returns the built-in suites of a class path. */
  static Map<String, SuiteResource> builtIn(ClassLoader loader) {
    Map<String, SuiteResource> all = new LinkedHashMap<>();
    resource(loader, INDEX)
        .text()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(name -> all.put(name, resource(loader, name + ENDING)));
    return all;
  }

  /** Returns the suites' names. */
  public List<String> names() {
    return List.copyOf(named.keySet());
  }

  /**
   * Returns a suite.
   *
   * @param suite a name, or a file: what ends in {@code .yaml} or {@code .yml}, has a slash, or
   *     exists without being a name
   * @throws ConfigException if there is none or it cannot be used
   */
  public SuiteConfig load(String suite) {
    SuiteResource found = named.get(suite);
    if (found != null) {
      return SuiteConfig.of(ConfigNode.parse(found.text(), found.file()));
    }
    if (suite.matches(".*(/|\\.ya?ml)")
        || suite.contains("/")
        || Files.isRegularFile(Path.of(suite))) {
      return SuiteConfig.of(ConfigNode.read(Path.of(suite)));
    }
    throw new ConfigException(
        "unknown suite '" + suite + "'" + Names.advice(suite, names()) + "; or a YAML file's path");
  }

  private static SuiteResource resource(ClassLoader loader, String name) {
    URL url = loader.getResource(FOLDER + name);
    if (url == null) {
      throw new IllegalStateException("the program lacks its resource " + FOLDER + name);
    }
    return new SuiteResource(name, url);
  }
}
