package io.ats.experiments.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads suites: those built in, by name, and the user's, by file. */
public final class Suites {

  private static final String FOLDER = "io/ats/experiments/suites/";
  private static final String INDEX = "index";
  private static final String ENDING = ".yaml";

  private final ClassLoader loader;

  /** Creates a loader of the suites built into the program. */
  public Suites() {
    this(Suites.class.getClassLoader());
  }

  /** Creates a loader of the suites on a class path. */
  public Suites(ClassLoader loader) {
    this.loader = loader;
  }

  /** Returns the names of the built-in suites, in the index's order. */
  public List<String> names() {
    return resource(INDEX).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * Returns a suite.
   *
   * @param suite a built-in name, or a file: what ends in {@code .yaml} or {@code .yml}, has a
   *     slash, or exists without being built in
   * @throws ConfigException if there is none or it cannot be used
   */
  public SuiteConfig load(String suite) {
    List<String> names = names();
    if (names.contains(suite)) {
      return SuiteConfig.of(ConfigNode.parse(resource(suite + ENDING), suite + ENDING));
    }
    if (suite.matches(".*(/|\\.ya?ml)")
        || suite.contains("/")
        || Files.isRegularFile(Path.of(suite))) {
      return SuiteConfig.of(ConfigNode.read(Path.of(suite)));
    }
    throw new ConfigException(
        "unknown suite '" + suite + "'" + Names.advice(suite, names) + "; or a YAML file's path");
  }

  private String resource(String name) {
    try (InputStream in = loader.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + FOLDER + name, e);
    }
  }
}
