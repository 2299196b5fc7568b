package io.ats.experiments;

import com.google.inject.Module;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Writes plugin jars that name a module of the tests, whose classes are on their class path. */
public final class PluginJar {

  /** The file that names the modules. */
  public static final String SERVICES = "META-INF/services/com.google.inject.Module";

  private PluginJar() {}

  /** Writes the jar. */
  public static Path write(Path file, Class<? extends Module> module) throws IOException {
    return write(file, Map.of(SERVICES, module.getName().getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a jar with these entries. */
  public static Path write(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
    return file;
  }
}
