package io.ats.experiments.doctor;

import ai.djl.util.ClassLoaderUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
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
record BundledLibrary(String version, String flavor, String classifier, double sizeMb) {

  private static final double MEBIBYTE = 1024 * 1024;

  /** Returns the one on the class path; empty if there is none. */
  static Optional<BundledLibrary> find() throws IOException {
    URL description = ClassLoaderUtils.getResource("native/lib/pytorch.properties");
    if (description == null) {
      return Optional.empty();
    }
    Properties found = new Properties();
    try (InputStream in = description.openStream()) {
      found.load(in);
    }
    String flavor = found.getProperty("flavor", "");
    String classifier = found.getProperty("classifier", "");
    double size = 0;
    for (String file : found.getProperty("libraries", "").split(",")) {
      URL library =
          ClassLoaderUtils.getResource(String.join("/", "pytorch", flavor, classifier, file));
      size += library == null ? 0 : library.openConnection().getContentLengthLong() / MEBIBYTE;
    }
    return Optional.of(
        new BundledLibrary(found.getProperty("version", ""), flavor, classifier, size));
  }

  /** Returns whether the engine has unpacked it under its cache folder. */
  boolean unpacked(Path cache) {
    return Files.exists(
        cache
            .resolve("pytorch")
            .resolve(version + "-" + flavor + "-" + classifier)
            .resolve(PyTorchFolder.LIBRARY));
  }

  @Override
  public String toString() {
    return PyTorchFolder.number(version) + " for " + flavor;
  }
}
