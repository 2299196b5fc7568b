package io.ats.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine unpacks. */
class EngineBuildTest {

  private static final String JOIN = "/0.35.1-" + EngineBuild.JOIN;

  @TempDir Path cache;

  private EngineBuild build(BundledLibrary bundled, String version) {
    return new EngineBuild(
        Optional.ofNullable(bundled),
        true,
        version,
        "0.35.1",
        "2.7.1-0.35.1",
        new TreeSet<>(List.of("cpu", "cu128")),
        "linux-x86_64",
        "cpu",
        "cpu-precxx11",
        cache,
        true);
  }

  private void unpack(String file) throws IOException {
    Path path = cache.resolve("pytorch").resolve(file);
    Files.createDirectories(path.getParent());
    Files.createFile(path);
  }

  @Test
  void theBuildsOwnNeedsItsLibraryAndWhatJoinsIt() throws IOException {
    EngineBuild build = build(new BundledLibrary("2.7.1-1", "cpu", "linux-x86_64", 427), "2.7.1-1");
    assertThat(build.unpacked()).isFalse();
    unpack("2.7.1-1-cpu-linux-x86_64/" + PyTorchFolder.LIBRARY);
    assertThat(build.unpacked()).isFalse();
    unpack("2.7.1-1-cpu-linux-x86_64" + JOIN);
    assertThat(build.unpacked()).isTrue();
  }

  @Test
  void withoutOneAllThatJoinAnotherAreNeeded() throws IOException {
    EngineBuild build = build(null, "2.7.1");
    unpack("2.7.1-cpu-linux-x86_64" + JOIN);
    assertThat(build.unpacked()).isFalse();
    unpack("2.7.1-cu128-linux-x86_64" + JOIN);
    assertThat(build.unpacked()).isTrue();
  }

  /** Of the build that tests run with: all is on the class path. */
  @Test
  void whatABundleHoldsIsThere() throws IOException {
    EngineBuild build = EngineBuild.here();
    assertThat(build.unpackable(true).keySet())
        .anyMatch(name -> name.endsWith("/" + PyTorchFolder.LIBRARY))
        .anyMatch(name -> name.endsWith("-cpu-" + build.classifier() + "/" + build.join()));
    assertThat(build.unpackable(false).keySet())
        .isNotEmpty()
        .allMatch(name -> name.endsWith("/" + build.join()))
        .allMatch(name -> name.startsWith("pytorch/2."))
        .noneMatch(name -> name.contains(build.bundled().orElseThrow().version()));
    assertThat(build.unpackable(true).values())
        .allSatisfy(name -> assertThat(getClass().getResource("/" + name)).as(name).isNotNull());
  }
}
