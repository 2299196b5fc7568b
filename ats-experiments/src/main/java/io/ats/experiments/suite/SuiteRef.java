package io.ats.experiments.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A suite on the command line: {@code SUITE[@PRESET]}.
 *
 * @param suite a name or a YAML file
 * @param preset empty for the suite's default
 */
public record SuiteRef(String suite, Optional<String> preset) {

  /** Parses a reference; an {@code @} in the name of an existing file is part of the name. */
  public static SuiteRef parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0 || text.indexOf('/', at) >= 0 || Files.isRegularFile(Path.of(text))) {
      return new SuiteRef(text, Optional.empty());
    }
    return new SuiteRef(text.substring(0, at), Optional.of(text.substring(at + 1)));
  }
}
