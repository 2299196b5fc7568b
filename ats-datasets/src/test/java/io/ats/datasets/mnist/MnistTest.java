package io.ats.datasets.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

  private static final List<String> FILES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  @TempDir Path folder;

  @Test
  void embeddedFilesAreMnist() {
    Mnist mnist = Mnist.embedded();
    assertThat(mnist.train().count()).isEqualTo(60_000);
    assertThat(mnist.test().count()).isEqualTo(10_000);
    assertThat(IntStream.range(0, 10).map(mnist.train()::label))
        .containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(IntStream.range(0, 5).map(mnist.test()::label)).containsExactly(7, 2, 1, 0, 4);
    int[] counts = new int[10];
    IntStream.range(0, 60_000).forEach(i -> counts[mnist.train().label(i)]++);
    assertThat(counts).containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    // The mean grey value of the training images that everyone normalises with.
    assertThat(mean(mnist.train())).isBetween(0.13065, 0.13067);
  }

  @Test
  void filesInAFolderMayBeGzippedOrPlain() throws Exception {
    copy();
    for (String name : FILES.subList(2, 4)) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(gz(name)))) {
        Files.copy(in, folder.resolve(name));
      }
      Files.delete(gz(name));
    }
    Mnist read = Mnist.in(folder);
    Mnist embedded = Mnist.embedded();
    assertThat(sha256(read.train())).isEqualTo(sha256(embedded.train()));
    assertThat(sha256(read.test()))
        .isEqualTo(sha256(embedded.test()))
        .isNotEqualTo(sha256(embedded.train()));
  }

  @Test
  void aFileInBothFormsMustHoldTheSame() throws IOException {
    copy();
    Path plain = folder.resolve("t10k-labels-idx1-ubyte");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gz("t10k-labels-idx1-ubyte")))) {
      Files.copy(in, plain);
    }
    assertThat(Mnist.in(folder).test().label(0)).isEqualTo(7);
    byte[] labels = Files.readAllBytes(plain);
    labels[8] = 3;
    Files.write(plain, labels);
    assertRejected(
        plain
            + ".gz: expected the same as in t10k-labels-idx1-ubyte beside it, found other values;"
            + " remove one of the two");
    Files.delete(plain);
    Files.createDirectory(plain);
    assertRejected(
        plain
            + ": expected an original MNIST file, found a folder; let it be read, or leave the"
            + " option mnist empty for the embedded ones");
  }

  @Test
  void missingFileIsNamedWithTheFix() throws IOException {
    copy();
    Files.delete(gz("t10k-labels-idx1-ubyte"));
    assertRejected(
        folder.resolve("t10k-labels-idx1-ubyte")
            + ": expected this file, gzipped (.gz) or not, found neither; put the four original"
            + " MNIST files there, or leave the option mnist empty for the embedded ones");
  }

  @Test
  void truncatedFileIsNamedWithTheFix() throws IOException {
    copy();
    Path file = gz("train-images-idx3-ubyte");
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    assertRejected(
        file
            + ": expected 60000×28×28 unsigned bytes, found a truncated gzip stream; replace it by"
            + " the original file, gzipped or not");
  }

  @Test
  void asManyLabelsAsImagesAreExpected() throws IOException {
    copy();
    Path file = gz("train-labels-idx1-ubyte");
    Files.delete(file);
    Files.copy(gz("t10k-labels-idx1-ubyte"), file);
    assertRejected(
        file
            + ": expected 60000 unsigned bytes, found 10000 unsigned bytes; replace it by the"
            + " original file, gzipped or not");
  }

  @Test
  void labelsAreDigits() {
    byte[] labels = {9, 0, 10};
    assertThatThrownBy(() -> new Digits("labels", new byte[3 * 784], labels))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "labels: expected labels 0 to 9, found 10 for image 2; replace it by the original"
                + " file, gzipped or not");
    labels[2] = (byte) 200;
    assertThatThrownBy(() -> new Digits("labels", new byte[3 * 784], labels))
        .hasMessageContaining("found 200 for image 2");
  }

  private void assertRejected(String message) {
    assertThatThrownBy(() -> Mnist.in(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(message);
  }

  private void copy() throws IOException {
    for (String name : FILES) {
      try (InputStream in = Mnist.class.getResourceAsStream(name + ".gz")) {
        Files.copy(in, gz(name));
      }
    }
  }

  private Path gz(String name) {
    return folder.resolve(name + ".gz");
  }

  private static double mean(Digits digits) {
    long sum = 0;
    for (byte value : digits.bitmap(0).pixels()) {
      sum += value & 255;
    }
    return sum / (255.0 * digits.count() * 784);
  }

  private static String sha256(Digits digits) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digits.addTo(digest);
    return HexFormat.of().formatHex(digest.digest());
  }
}
