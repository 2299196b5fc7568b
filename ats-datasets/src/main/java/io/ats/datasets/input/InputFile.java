package io.ats.datasets.input;

import io.ats.core.options.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Reads files that users give, and says in words why one cannot be read. */
public final class InputFile {

  private InputFile() {}

  /**
   * Opens a regular file: a pipe or a device might never end.
   *
   * @throws IOException if it cannot be read or is no regular file
   */
  public static InputStream open(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(Files.isDirectory(file) ? "a folder" : "no regular file");
    }
    return Files.newInputStream(file);
  }

  /**
   * Returns a regular file's bytes.
   *
   * @param most how many there may be
   * @throws IOException if it cannot be read, is no regular file or is larger
   */
  public static byte[] bytes(Path file, int most) throws IOException {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(most);
      if (in.read() != -1) {
        throw new IOException("more than " + most + " bytes");
      }
      return bytes;
    }
  }

  /**
   * Returns the error of a file that can be read but is not what it should be.
   *
   * @param message names the file, what was expected and found, and the fix
   */
  public static UncheckedIOException bad(String message) {
    return new UncheckedIOException(message, new IOException(message));
  }

  /** Returns, in words, why a file cannot be used. */
  public static String reason(Throwable e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof NotDirectoryException) {
      return "no folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission to read it";
    }
    if (e.getCause() instanceof IOException cause) {
      return reason(cause);
    }
    if (e instanceof EOFException) {
      return "a truncated file";
    }
    String message = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : Printable.shown(message.lines().findFirst().orElseThrow());
  }
}
