package io.ats.experiments.results;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Reads and writes every file of a run folder; a file written is whole or absent. */
public final class RunFiles {

  private static final int MOST_BYTES = 256 << 20;

  private RunFiles() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes it. */
    void to(OutputStream out) throws IOException;
  }

  /** Returns whether there is anything of this name, a link that leads nowhere too. */
  public static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Checks that a file is one: no folder, device or pipe, and not empty.
   *
   * @throws DamagedFileException if it is not
   */
  public static void requireFile(Path file) throws DamagedFileException {
    if (!Files.isRegularFile(file)) {
      throw new DamagedFileException(file, exists(file) ? "is not a file" : "is missing");
    }
    try {
      if (Files.size(file) == 0) {
        throw new DamagedFileException(file, "the file is empty");
      }
    } catch (DamagedFileException e) {
      throw e;
    } catch (IOException e) {
      throw new DamagedFileException(file, Reason.of(e));
    }
  }

  /**
   * Returns a file's bytes.
   *
   * @throws DamagedFileException if it is no file, is empty, too large or cannot be read
   */
  public static byte[] bytes(Path file) throws DamagedFileException {
    requireFile(file);
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) <= MOST_BYTES) {
        return in.readNBytes(MOST_BYTES);
      }
    } catch (IOException e) {
      throw new DamagedFileException(file, Reason.of(e));
    }
    throw new DamagedFileException(file, "is larger than " + (MOST_BYTES >> 20) + " MiB");
  }

  /**
   * Returns a file's text.
   *
   * @throws DamagedFileException as {@link #bytes} does, or if it is not UTF-8
   */
  public static String text(Path file) throws DamagedFileException {
    try {
      ByteBuffer content = ByteBuffer.wrap(bytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedFileException(file, "is not UTF-8 text");
    }
  }

  /**
   * Returns what a file's text says.
   *
   * @param parser of the text and, for its messages, the file's name
   * @throws DamagedFileException as {@link #text} does
   */
  public static <T> T parse(Path file, BiFunction<String, String, T> parser)
      throws DamagedFileException {
    return parser.apply(text(file), file.toString());
  }

  /** Writes text; see {@link #write(Path, Content)}. */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes beside the file, syncs and renames. A folder of that name is kept under another; a link
   * is replaced, not followed.
   *
   * @throws IOException if it cannot be written; the text names the file and the reason
   */
  public static void write(Path file, Content content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      delete(part);
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        setAside(file);
      }
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        content.to(out);
        out.flush();
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw new IOException("cannot write " + file + ": " + Reason.of(e), e);
    }
  }

  /** Removes a file, or renames what has its name and is no file. */
  public static void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      setAside(file);
    }
    Files.deleteIfExists(file);
  }

  /** Removes a file, or a folder with all that it holds; a link is removed, not followed. */
  public static void deleteTree(Path path) throws IOException {
    if (exists(path)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** Renames what has a file's name, so that the file can be written anew; returns the new name. */
  public static Path setAside(Path file) throws IOException {
    Path kept = file.resolveSibling(file.getFileName() + ".damaged");
    for (int number = 2; exists(kept); number++) {
      kept = file.resolveSibling(file.getFileName() + ".damaged-" + number);
    }
    return Files.move(file, kept);
  }
}
