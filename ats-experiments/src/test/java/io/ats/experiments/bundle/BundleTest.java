package io.ats.experiments.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot become a bundle. The script {@code .ci/bundle-test} makes and runs one. */
class BundleTest {

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"ats", "ats.zip", "folder.tar.gz"})
  void aFileOfAnArchiveIsExpected(String name) throws IOException {
    Files.createDirectory(dir.resolve("folder.tar.gz"));
    assertThatThrownBy(() -> Bundle.write(dir.resolve(name), true))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "cannot write the bundle " + dir.resolve(name) + ": name a file that ends in .tar.gz");
  }

  @Test
  void aFolderThatIsNotThere() {
    assertThatThrownBy(() -> Bundle.write(dir.resolve("none/ats.tar.gz"), true))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith(
            dir.resolve("none") + " is no folder that you may write to; name another");
  }

  @Test
  void aJavaWithoutModules() {
    assertThatThrownBy(() -> JavaRuntime.check(dir))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("the Java in " + dir + " has no jmods")
        .hasMessageContaining("put a complete JDK");
  }

  @Test
  void anArchiveThatFailsLeavesTheOneBeforeIt() throws IOException {
    Path archive = Files.writeString(dir.resolve("ats.tar.gz"), "before");
    assertThatThrownBy(() -> Archive.write(archive, dir.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
    assertThat(archive).hasContent("before");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).containsExactly(archive);
    }
  }
}
