package io.ats.experiments.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/**
 * The jars of a class path, made small: without the native libraries of other systems and of
 * PyTorch, and without the classes of fastutil that nothing refers to. Their content is stored, so
 * that the archive compresses it as a whole.
 */
final class Libraries {

  private static final String FASTUTIL = "it/unimi/dsi/fastutil/";
  private static final String PYTORCH_DESCRIPTION = "native/lib/pytorch.properties";
  private static final Pattern PYTORCH = Pattern.compile("pytorch/[^/]+/[^/]+/.+");
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib|a)");

  private final List<Path> jars;
  private final String system;
  private final boolean withEngine;

  /**
   * Creates the set.
   *
   * @param system what native libraries are for, such as {@code linux-x86_64}
   * @param withEngine whether the description of the build's PyTorch is among them
   */
  Libraries(List<Path> jars, String system, boolean withEngine) {
    this.jars = List.copyOf(jars);
    this.system = system;
    this.withEngine = withEngine;
  }

  /** Writes the jars, and {@code classpath}, which names them in their order. */
  void write(Path folder) throws IOException {
    Set<String> used = Referred.classes(FASTUTIL, jars);
    List<String> names = new ArrayList<>();
    for (Path jar : jars) {
      try (JarFile from = new JarFile(jar.toFile())) {
        if (withEngine || from.getEntry(PYTORCH_DESCRIPTION) == null) {
          String name = jar.getFileName().toString();
          names.add(name);
          store(from, folder.resolve(name), used);
        }
      }
    }
    Files.write(folder.resolve("classpath"), names);
  }

  private void store(JarFile from, Path copy, Set<String> used) throws IOException {
    try (JarOutputStream to =
        new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
      for (JarEntry each :
          from.stream().filter(entry -> kept(entry.getName(), used, system)).toList()) {
        JarEntry entry = new JarEntry(each.getName());
        entry.setMethod(JarEntry.STORED);
        entry.setSize(each.getSize());
        entry.setCrc(each.getCrc());
        entry.setTime(each.getTime());
        to.putNextEntry(entry);
        try (InputStream in = from.getInputStream(each)) {
          in.transferTo(to);
        }
      }
    }
  }

  /**
   * Returns whether an entry of a jar is needed.
   *
   * @param used the classes of fastutil that are
   */
  static boolean kept(String name, Set<String> used, String system) {
    if (name.startsWith(FASTUTIL) && name.endsWith(".class")) {
      return used.contains(name);
    }
    if (PYTORCH.matcher(name).matches()) {
      return false;
    }
    return !NATIVE.matcher(name).matches() || plain(name).contains("-" + plain(system) + "-");
  }

  /** Returns a name as it is however a jar writes system and processor. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_/]", "-");
  }
}
