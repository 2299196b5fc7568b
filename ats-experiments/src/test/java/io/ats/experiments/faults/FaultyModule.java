package io.ats.experiments.faults;

import io.ats.core.plugin.SelectorModule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Plugs {@code faulty} in. */
public final class FaultyModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("faulty", FaultyFactory.class);
  }

  /** Writes a plugin jar that names this module; its classes are on the tests' class path. */
  public static Path jar(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry("META-INF/services/com.google.inject.Module"));
      jar.write(FaultyModule.class.getName().getBytes(StandardCharsets.UTF_8));
      jar.closeEntry();
    }
    return file;
  }
}
