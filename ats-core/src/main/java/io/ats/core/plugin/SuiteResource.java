package io.ats.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * A suite's YAML file on the class path.
 *
 * @param file its name in messages
 * @param url its location
 */
public record SuiteResource(String file, URL url) {

  /**
   * Returns the file's text.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public String text() {
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the suite " + url, e);
    }
  }
}
