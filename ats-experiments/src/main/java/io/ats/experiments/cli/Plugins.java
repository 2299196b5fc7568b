package io.ats.experiments.cli;

import io.ats.experiments.yaml.ConfigException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The plugin jars on the command line, which must be known before it can be parsed. */
final class Plugins {

  private static final String OPTION = "--plugin";

  private Plugins() {}

  /**
   * Returns the jars named by {@code --plugin JAR} or {@code --plugin=JAR}.
   *
   * @throws ConfigException if one does not exist
   */
  static List<Path> named(String... arguments) {
    List<Path> plugins = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        plugins.add(checked(arguments[i + 1]));
      } else if (arguments[i].startsWith(OPTION + "=")) {
        plugins.add(checked(arguments[i].substring(OPTION.length() + 1)));
      }
    }
    return plugins;
  }

  private static Path checked(String name) {
    Path jar = Path.of(name).toAbsolutePath();
    if (!Files.isReadable(jar)) {
      throw new ConfigException("--plugin " + name + ": there is no such file");
    }
    return jar;
  }

  /** Returns a class loader of the program and the jars. */
  static ClassLoader loader(List<Path> plugins) {
    ClassLoader parent = Main.class.getClassLoader();
    if (plugins.isEmpty()) {
      return parent;
    }
    URL[] urls = plugins.stream().map(Plugins::url).toArray(URL[]::new);
    return new URLClassLoader("plugins", urls, parent);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new ConfigException("--plugin " + jar + ": " + e.getMessage());
    }
  }
}
