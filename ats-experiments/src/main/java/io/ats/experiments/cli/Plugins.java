package io.ats.experiments.cli;

import com.google.inject.Module;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The plugin jars on the command line, which must be known before it can be parsed. */
final class Plugins {

  private static final String OPTION = "--plugin";
  private static final String SERVICES = "META-INF/services/";
  private static final String MODULES = SERVICES + Module.class.getName();

  private Plugins() {}

  /**
   * Returns the jars named by {@code --plugin JAR} or {@code --plugin=JAR}.
   *
   * @throws ConfigException if one does not exist, or is no jar
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
    return plugins.stream().distinct().toList();
  }

  private static Path checked(String name) {
    Path jar = Path.of(name).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw error(name, "there is no such file");
    }
    if (!Files.isRegularFile(jar)) {
      throw error(name, "not a file; name the plugin's jar");
    }
    if (!Files.isReadable(jar)) {
      throw error(name, "you have no permission to read it");
    }
    return jar;
  }

  /**
   * Returns the jars' modules, of each jar those that it names.
   *
   * @throws ConfigException if a jar is damaged, names no module, or one that cannot be created
   */
  static Map<Path, List<Module>> modules(List<Path> plugins) {
    Map<Path, List<Module>> modules = new LinkedHashMap<>();
    URL[] urls = plugins.stream().map(Plugins::url).toArray(URL[]::new);
    // Open as long as the program runs: it holds the modules' classes.
    ClassLoader loader = new URLClassLoader("plugins", urls, Main.class.getClassLoader());
    for (Path plugin : plugins) {
      modules.put(
          plugin, names(plugin).stream().map(each -> module(plugin, each, loader)).toList());
    }
    return modules;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw error(jar, e.getMessage());
    }
  }

  private static List<String> names(Path plugin) {
    try (JarFile jar = new JarFile(plugin.toFile())) {
      JarEntry entry = jar.getJarEntry(MODULES);
      if (entry == null) {
        List<String> others =
            jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.startsWith(SERVICES) && !name.equals(SERVICES))
                .toList();
        throw error(
            plugin,
            "no plugin: it has no file "
                + MODULES
                + (others.isEmpty() ? "" : ", only " + String.join(", ", others))
                + "; write the module's class name into it and build the jar again");
      }
      String text;
      try (InputStream in = jar.getInputStream(entry)) {
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      List<String> names =
          text.lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .distinct()
              .toList();
      if (names.isEmpty()) {
        throw error(plugin, MODULES + " is empty; write the module's class name into it");
      }
      return names;
    } catch (IOException e) {
      throw error(plugin, "not a jar, or a damaged one (" + e.getMessage() + "); build it again");
    }
  }

  private static Module module(Path plugin, String name, ClassLoader loader) {
    String named = name + ", which " + MODULES + " names, ";
    try {
      Object made = loader.loadClass(name).getDeclaredConstructor().newInstance();
      if (made instanceof Module module) {
        return module;
      }
      throw error(plugin, named + "is no " + Module.class.getName());
    } catch (ClassNotFoundException e) {
      throw error(plugin, named + "is not in the jar; correct the name or the jar");
    } catch (LinkageError e) {
      throw error(plugin, reason(e));
    } catch (InvocationTargetException e) {
      throw error(plugin, named + "failed: " + reason(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw error(plugin, named + "needs a public constructor without parameters");
    }
  }

  /** Returns in one line why a class of a plugin cannot be used. */
  static String reason(Throwable error) {
    if (error instanceof UnsupportedClassVersionError) {
      return "built for a newer Java than this one ("
          + Runtime.version().feature()
          + "); compile it with --release 17";
    }
    if (error instanceof NoClassDefFoundError) {
      return "it needs the class "
          + String.valueOf(error.getMessage()).replace('/', '.')
          + ", which is missing; put it in the jar, or give its jar with another --plugin";
    }
    if (error instanceof LinkageError) {
      return "a class of it cannot be used ("
          + line(error)
          + "); build it again with this ats-core";
    }
    return line(error);
  }

  private static String line(Throwable error) {
    return error.toString().lines().findFirst().orElse("");
  }

  /** Returns the error about a jar. */
  static ConfigException error(Object plugin, String text) {
    return new ConfigException(OPTION + " " + plugin, text);
  }
}
