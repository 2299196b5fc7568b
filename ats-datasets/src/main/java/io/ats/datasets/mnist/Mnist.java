package io.ats.datasets.mnist;

import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The MNIST digits, from the four original files.
 *
 * @param train the 60,000 training digits
 * @param test the 10,000 test digits
 */
public record Mnist(Digits train, Digits test) {

  private static final int TRAIN = 60_000;
  private static final int TEST = 10_000;

  /** Opens one of the four files by its original name without {@code .gz}. */
  @FunctionalInterface
  private interface Opener {
    NamedStream open(String name) throws IOException;
  }

  /** An open file and what to call it in messages. */
  private record NamedStream(String file, InputStream in) implements AutoCloseable {
    byte[] read(int... shape) {
      return IdxReader.read(file, in, shape);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /**
   * Reads the digits that an option names; takes about half a second.
   *
   * @param folder with the four files; empty: the embedded ones
   * @throws UncheckedIOException if one is missing or damaged, naming the file
   */
  public static Mnist of(String folder) {
    return folder.isEmpty() ? embedded() : in(Path.of(folder));
  }

  /** Feeds all digits and labels to a digest. */
  public void addTo(MessageDigest digest) {
    train.addTo(digest);
    test.addTo(digest);
  }

  /**
   * Reads the files embedded in this module's jar.
   *
   * @throws UncheckedIOException if one is missing or damaged
   */
  public static Mnist embedded() {
    return read(Mnist::openEmbedded);
  }

  /**
   * Reads the four files, under their original names with or without {@code .gz}, from a folder.
   *
   * @throws UncheckedIOException if one is missing or damaged, naming the file
   */
  public static Mnist in(Path folder) {
    return read(name -> openIn(folder, name));
  }

  private static Mnist read(Opener opener) {
    return new Mnist(read(opener, "train", TRAIN), read(opener, "t10k", TEST));
  }

  private static Digits read(Opener opener, String prefix, int count) {
    try (NamedStream images = opener.open(prefix + "-images-idx3-ubyte");
        NamedStream labels = opener.open(prefix + "-labels-idx1-ubyte")) {
      return new Digits(
          labels.file(), images.read(count, Digits.SIDE, Digits.SIDE), labels.read(count));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static NamedStream openEmbedded(String name) throws IOException {
    String file = name + ".gz";
    InputStream in = Mnist.class.getResourceAsStream(file);
    if (in == null) {
      throw new IOException("the embedded " + file + " is missing from the jar; build it again");
    }
    return new NamedStream("embedded " + file, in);
  }

  private static InputStream open(Path path) throws IOException {
    try {
      return InputFile.open(path);
    } catch (IOException e) {
      throw new IOException(
          path
              + ": expected an original MNIST file, found "
              + InputFile.reason(e)
              + "; let it be read, or leave the option mnist empty for the embedded ones",
          e);
    }
  }

  private static NamedStream openIn(Path folder, String name) throws IOException {
    for (String file : new String[] {name, name + ".gz"}) {
      Path path = folder.resolve(file);
      if (Files.isRegularFile(path)) {
        return new NamedStream(path.toString(), open(path));
      }
    }
    throw new IOException(
        folder.resolve(name)
            + ": expected this file, gzipped (.gz) or not, found neither; put the four original"
            + " MNIST files there, or leave the option mnist empty for the embedded ones");
  }
}
