package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

  /** The example of FIPS 180-2, B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void textsAndFilesAreHashed(@TempDir Path folder) throws IOException {
    assertThat(Fingerprint.sha256(digest -> Fingerprint.add(digest, "abc"))).isEqualTo(ABC);
    Path file = Files.writeString(folder.resolve("file"), "bc");
    String both =
        Fingerprint.sha256(
            digest -> {
              Fingerprint.add(digest, "a");
              Fingerprint.add(digest, file);
            });
    assertThat(both).isEqualTo(ABC);
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Fingerprint.sha256(digest -> Fingerprint.add(digest, missing)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(
            missing + ": expected a file that can be read, found no such file; ");
  }
}
