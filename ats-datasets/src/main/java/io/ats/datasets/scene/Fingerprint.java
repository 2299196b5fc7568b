package io.ats.datasets.scene;

import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Checksums of what determines a dataset's images. */
public final class Fingerprint {

  private static final int BUFFER = 1 << 16;

  private Fingerprint() {}

  /** Returns the SHA-256, in hexadecimal, of what {@code content} feeds to the digest. */
  public static String sha256(Consumer<MessageDigest> content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.accept(digest);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Feeds a text. */
  public static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Feeds a file's bytes.
   *
   * @throws UncheckedIOException if it cannot be read, naming it
   */
  public static void add(MessageDigest digest, Path file) {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = InputFile.open(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: expected a file that can be read, found %s; put the original file there"
              .formatted(file, InputFile.reason(e)),
          e);
    }
  }
}
