package io.ats.datasets.mnist;

import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The MNIST digits, from the four original files.
 *
 * @param train the 60,000 training digits
 * @param test the 10,000 test digits
 */
public record Mnist(Digits train, Digits test) {

  private static final int TRAIN = 60_000;
  private static final int TEST = 10_000;

  /** Reads one of the four files by its original name without {@code .gz}. */
  @FunctionalInterface
  private interface Reader {
    NamedValues read(String name, int... shape) throws IOException;
  }

  /** The embedded digits, kept while there is memory: they never change. */
  private static SoftReference<Mnist> kept = new SoftReference<>(null);

  /** What a file holds, and what to call it in messages. */
  private record NamedValues(String file, byte[] values) {}

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
  public static synchronized Mnist embedded() {
    Mnist known = kept.get();
    if (known == null) {
      known = read(Mnist::readEmbedded);
      kept = new SoftReference<>(known);
    }
    return known;
  }

  /**
   * Reads the four files, under their original names with or without {@code .gz}, from a folder.
   *
   * @throws UncheckedIOException if one is missing or damaged, or is there in both forms that do
   *     not hold the same, naming the file
   */
  public static Mnist in(Path folder) {
    return read((name, shape) -> readIn(folder, name, shape));
  }

  private static Mnist read(Reader reader) {
    return new Mnist(read(reader, "train", TRAIN), read(reader, "t10k", TEST));
  }

  private static Digits read(Reader reader, String prefix, int count) {
    try {
      NamedValues images =
          reader.read(prefix + "-images-idx3-ubyte", count, Digits.SIDE, Digits.SIDE);
      NamedValues labels = reader.read(prefix + "-labels-idx1-ubyte", count);
      return new Digits(labels.file(), images.values(), labels.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static NamedValues readEmbedded(String name, int... shape) throws IOException {
    String file = name + ".gz";
    try (InputStream in = Mnist.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("the embedded " + file + " is missing from the jar; build it again");
      }
      return new NamedValues("embedded " + file, IdxReader.read("embedded " + file, in, shape));
    }
  }

  private static NamedValues readIn(Path folder, String name, int... shape) throws IOException {
    List<NamedValues> found = new ArrayList<>();
    for (String file : new String[] {name, name + ".gz"}) {
      Path path = folder.resolve(file);
      if (Files.exists(path)) {
        found.add(read(path, shape));
      }
    }
    if (found.isEmpty()) {
      throw new IOException(
          folder.resolve(name)
              + ": expected this file, gzipped (.gz) or not, found neither; put the four original"
              + " MNIST files there, or leave the option mnist empty for the embedded ones");
    }
    NamedValues last = found.get(found.size() - 1);
    if (!Arrays.equals(found.get(0).values(), last.values())) {
      throw new IOException(
          last.file()
              + ": expected the same as in "
              + name
              + " beside it, found other values;"
              + " remove one of the two");
    }
    return last;
  }

  private static NamedValues read(Path path, int... shape) throws IOException {
    try (InputStream in = InputFile.open(path)) {
      return new NamedValues(path.toString(), IdxReader.read(path.toString(), in, shape));
    } catch (IOException e) {
      throw new IOException(
          path
              + ": expected an original MNIST file, found "
              + InputFile.reason(e)
              + "; let it be read, or leave the option mnist empty for the embedded ones",
          e);
    }
  }
}
