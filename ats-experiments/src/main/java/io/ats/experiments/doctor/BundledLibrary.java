package io.ats.experiments.doctor;

import ai.djl.util.ClassLoaderUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The native library of PyTorch that is in the build.
 *
 * @param version such as {@code 2.7.1-20250812}
 * @param flavor such as {@code cpu} or {@code cu128}
 * @param classifier system and processor, such as {@code linux-x86_64}
 * @param sizeMb size of its files when unpacked, MiB
 */
public record BundledLibrary(String version, String flavor, String classifier, double sizeMb) {

  private static final double MEBIBYTE = 1024 * 1024;

  /** Returns the one on the class path; empty if there is none. */
  static Optional<BundledLibrary> find() throws IOException {
    Properties found = description();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    BundledLibrary library =
        new BundledLibrary(
            found.getProperty("version", ""),
            found.getProperty("flavor", ""),
            found.getProperty("classifier", ""),
            0);
    double size = 0;
    for (String file : library.files()) {
      URL resource = ClassLoaderUtils.getResource(library.resource(file));
      size += resource == null ? 0 : resource.openConnection().getContentLengthLong() / MEBIBYTE;
    }
    return Optional.of(
        new BundledLibrary(library.version, library.flavor, library.classifier, size));
  }

  private static Properties description() throws IOException {
    Properties found = new Properties();
    URL description = ClassLoaderUtils.getResource("native/lib/pytorch.properties");
    if (description != null) {
      try (InputStream in = description.openStream()) {
        found.load(in);
      }
    }
    return found;
  }

  /** Returns the names of its files. */
  List<String> files() throws IOException {
    return List.of(description().getProperty("libraries", "").split(","));
  }

  /** Returns where a file is on the class path. */
  String resource(String file) {
    return String.join("/", "pytorch", flavor, classifier, file);
  }

  @Override
  public String toString() {
    return PyTorchFolder.number(version) + " for " + flavor;
  }
}
