package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

  @TempDir private Path folder;

  @Test
  void theEnvironmentNamesTheFolder() {
    assertThat(CacheFolder.standard(Map.of("ATS_CACHE", "/a", "XDG_CACHE_HOME", "/b")))
        .isEqualTo(Path.of("/a"));
    assertThat(CacheFolder.standard(Map.of("ATS_CACHE", "", "XDG_CACHE_HOME", "/b")))
        .isEqualTo(Path.of("/b/ats"));
    assertThat(CacheFolder.standard(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "ats"));
  }

  @Test
  void aFileIsWrittenOnce() throws IOException {
    CacheFolder cache = new CacheFolder(folder.resolve("new"));
    Path file = cache.get("kind/a", part -> Files.writeString(part, "first"));
    assertThat(cache.get("kind/a", part -> Files.writeString(part, "second"))).isEqualTo(file);
    assertThat(file).isEqualTo(folder.resolve("new/kind/a")).hasContent("first");
  }

  @Test
  void aFileHalfWrittenIsNotLeft() throws IOException {
    CacheFolder cache = new CacheFolder(folder);
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    part -> {
                      Files.writeString(part, "half");
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder
                + ": expected a folder that can be written, found No space left on device; make room or rights there, or name another by ATS_CACHE");
    assertThatThrownBy(
            () ->
                cache.get(
                    "a",
                    part -> {
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void ofSeveralThatWriteAnyOneStays() {
    CacheFolder cache = new CacheFolder(folder);
    Path file =
        cache.get(
            "a",
            part -> {
              cache.get("a", other -> Files.writeString(other, "other"));
              Files.writeString(part, "this");
            });
    assertThat(file).hasContent("this");
  }
}
