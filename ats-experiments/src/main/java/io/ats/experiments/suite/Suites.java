package io.ats.experiments.suite;

import io.ats.core.options.Printable;
import io.ats.core.plugin.SuiteResource;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.Names;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads suites: built-in and plugged-in ones by name, others from files. */
public final class Suites {

  private static final String FOLDER = "io/ats/experiments/suites/";
  private static final String INDEX = "index";
  private static final String ENDING = ".yaml";

  private static final int MOST_BYTES = 4 << 20;

  private final Map<String, SuiteResource> named;

  /** Creates a loader of the named suites and of files. */
  public Suites(Map<String, SuiteResource> named) {
    this.named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }

  /** Returns the built-in suites, in the order of their index. */
  public static Map<String, SuiteResource> builtIn() {
    return builtIn(Suites.class.getClassLoader());
  }

  /** Returns the built-in suites that a class loader finds. */
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
   * Loads a suite.
   *
   * @param suite a name; otherwise a file if it ends in {@code .yaml} or {@code .yml}, contains a
   *     slash, or exists
   * @throws ConfigException if there is no such suite or it is invalid
   */
  public SuiteConfig load(String suite) {
    SuiteResource found = named.get(suite);
    if (found != null) {
      return SuiteConfig.of(ConfigNode.parse(found.text(), found.file()));
    }
    if (suite.contains("/") || suite.matches(".*\\.ya?ml") || Files.isRegularFile(Path.of(suite))) {
      return SuiteConfig.of(ConfigNode.read(Path.of(suite), MOST_BYTES));
    }
    throw new ConfigException(
        "unknown suite '"
            + Printable.shown(suite)
            + "'"
            + Names.advice(suite, names())
            + "; or a YAML file's path; a plugin's suite needs --plugin JAR");
  }

  private static SuiteResource resource(ClassLoader loader, String name) {
    URL url = loader.getResource(FOLDER + name);
    if (url == null) {
      throw new IllegalStateException("missing resource " + FOLDER + name);
    }
    return new SuiteResource(name, url);
  }
}
