package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

  @TempDir Path dir;

  @Test
  void aPlantedLinkIsNotFollowed() throws IOException {
    Path other = Files.writeString(dir.resolve("precious"), "mine");
    Path file = dir.resolve("results.csv");
    Files.createSymbolicLink(dir.resolve("results.csv.part"), other);
    Files.createSymbolicLink(file, other);
    RunFiles.write(file, "text");
    assertThat(other).hasContent("mine");
    assertThat(file).hasContent("text");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(dir.resolve("results.csv.part")).doesNotExist();
  }

  @Test
  void aFolderInTheWayIsKeptUnderAnotherName() throws IOException {
    Path file = dir.resolve("metrics.csv");
    for (Path folder : new Path[] {file, dir.resolve("metrics.csv.part")}) {
      Files.createDirectories(folder.resolve("inner"));
    }
    RunFiles.write(file, "text");
    assertThat(file).hasContent("text");
    assertThat(dir.resolve("metrics.csv.damaged/inner")).isDirectory();
    assertThat(dir.resolve("metrics.csv.part.damaged/inner")).isDirectory();
  }

  @Test
  void whatCannotBeWrittenIsNamedAndLeavesNothing() throws IOException {
    Path file = dir.resolve("gone/result.json");
    assertThatThrownBy(() -> RunFiles.write(file, "text"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot write " + file + ": " + file + ".part: there is no such file or folder");
    Path full = Files.writeString(dir.resolve("full"), "before");
    assertThatThrownBy(
            () ->
                RunFiles.write(
                    full,
                    out -> {
                      out.write(1);
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("cannot write " + full + ": No space left on device");
    assertThat(full).hasContent("before");
    assertThat(dir).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatHasNoEndOrIsTooLargeIsNotRead() throws IOException {
    Path endless = Files.createSymbolicLink(dir.resolve("a"), Path.of("/dev/zero"));
    assertThatThrownBy(() -> RunFiles.text(endless)).hasMessageStartingWith(endless + ": is not a");
    Path large = dir.resolve("b");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertThatThrownBy(() -> RunFiles.bytes(large))
        .hasMessageStartingWith(large + ": is larger than 256 MiB");
  }

  @Test
  void aReasonIsThatOfTheInnermostCauseInOneLine() {
    NoSuchFileException gone = new NoSuchFileException("/data/x");
    assertThat(Reason.of(new IllegalStateException(new ExecutionException(gone))))
        .isEqualTo("/data/x: there is no such file or folder");
    assertThat(Reason.of(new MalformedInputException(1))).isEqualTo("text that is not UTF-8");
    assertThat(Reason.of(new IOException("first\nsecond"))).isEqualTo("first");
    assertThat(Reason.of(new IllegalArgumentException("patches: at least 1")))
        .isEqualTo("patches: at least 1");
    assertThatThrownBy(() -> java.nio.ByteBuffer.allocate(1).limit(2))
        .satisfies(
            error ->
                assertThat(Reason.of(error))
                    .startsWith("IllegalArgumentException: newLimit > capacity")
                    .contains("(at RunFilesTest.java:"));
  }
}
