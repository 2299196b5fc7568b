package io.ats.experiments;

import com.google.inject.Module;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Writes plugin jars that name a module of the tests, whose classes are on their class path. */
public final class PluginJar {

  private PluginJar() {}

  /** Writes the jar. */
  public static Path write(Path file, Class<? extends Module> module) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry("META-INF/services/com.google.inject.Module"));
      jar.write(module.getName().getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
    return file;
  }
}
