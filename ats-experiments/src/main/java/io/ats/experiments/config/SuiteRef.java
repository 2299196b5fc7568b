package io.ats.experiments.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user names a suite with: {@code SUITE[@PRESET]}.
 *
 * @param suite a built-in name or a YAML file
 * @param preset empty where the suite's own default is meant
 */
public record SuiteRef(String suite, Optional<String> preset) {

  /** Returns the reference; an {@code @} in the name of a file that exists is part of the name. */
  public static SuiteRef parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0 || text.indexOf('/', at) >= 0 || Files.isRegularFile(Path.of(text))) {
      return new SuiteRef(text, Optional.empty());
    }
    return new SuiteRef(text.substring(0, at), Optional.of(text.substring(at + 1)));
  }
}
