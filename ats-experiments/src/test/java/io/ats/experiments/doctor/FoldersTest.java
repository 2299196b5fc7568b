package io.ats.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.doctor.Finding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that cannot be written, or have no space, are wrong. */
class FoldersTest {

  private static final double TOO_MUCH = 1e15;

  @TempDir Path dir;

  @Test
  void aFolderThatIsNotThereYet() throws IOException {
    Path folder = dir.resolve("some/runs");
    Finding found = Folders.folder(folder, 1, "about", "fix");
    assertThat(found.status()).isEqualTo(Status.OK);
    assertThat(found.text()).matches("\\Q" + folder + "\\E, [0-9.]+ GiB free; about");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).as("nothing is left behind").isEmpty();
    }
  }

  @Test
  void belowAFile() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    assertThat(Folders.folder(file.resolve("cache"), 0, "", "set it"))
        .isEqualTo(
            new Finding(
                Status.WRONG,
                "cannot write " + file + "/cache: " + file + " is no folder. Fix: set it"));
  }

  /** The superuser, too, cannot write there. */
  @Test
  void withoutPermission() {
    Path folder = Path.of("/proc/ats");
    Finding found = Folders.folder(folder, 0, "", "set it");
    assertThat(found.status()).isEqualTo(Status.WRONG);
    assertThat(found.text()).startsWith("cannot write /proc/ats (").endsWith(". Fix: set it");
  }

  @Test
  void withoutSpace() {
    assertThat(Folders.folder(dir, TOO_MUCH, "about", "set it").text())
        .endsWith("GiB free; about. Fix: free some space there, or set it");
    assertThat(Folders.folder(dir, TOO_MUCH, "about", "set it").status()).isEqualTo(Status.WRONG);
  }

  @Test
  void theCacheNeedsSpaceForTheLibrary() throws IOException {
    BundledLibrary large = new BundledLibrary("2.7.1-1", "cpu", "linux-x86_64", TOO_MUCH);
    assertThat(Folders.cache(dir, Optional.of(large)).status()).isEqualTo(Status.WRONG);
    BundledLibrary small = new BundledLibrary("2.7.2-1", "cpu", "linux-x86_64", 1);
    assertThat(Folders.cache(dir, Optional.of(small)).text())
        .endsWith("the native library, 0.0 GiB, is unpacked there on first use");
    assertThat(Folders.cache(dir, Optional.empty()).status()).isEqualTo(Status.OK);
  }
}
