package io.ats.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PyTorch that the user has is found and named as it is. */
class PyTorchFolderTest {

  @TempDir Path dir;

  @Test
  void theFirstOfThePathThatHasTheLibraryIsTaken() throws IOException {
    Path first = PyTorchFolders.libraries(dir.resolve("first"), "");
    Path second = PyTorchFolders.libraries(dir.resolve("second"), "");
    String path = String.join(File.pathSeparator, dir.toString(), first + "/", second.toString());
    assertThat(PyTorchFolder.find(path)).contains(new PyTorchFolder(first));
    assertThat(PyTorchFolder.find(second.resolve(PyTorchFolders.TORCH).toString()))
        .contains(new PyTorchFolder(second));
    assertThat(PyTorchFolder.find(second.resolve(PyTorchFolders.CPU).toString())).isEmpty();
    assertThat(PyTorchFolder.find(dir + File.pathSeparator + dir.resolve("none"))).isEmpty();
  }

  @Test
  void aFolderAboveIsToldFromItsLibraries() throws IOException {
    Path folder = PyTorchFolders.python(dir, "2.7.1");
    assertThat(PyTorchFolder.near(dir.toString())).contains(new PyTorchFolder(folder));
    assertThat(PyTorchFolder.near(dir.resolve("torch").toString()))
        .contains(new PyTorchFolder(folder));
    assertThat(PyTorchFolder.near(dir.resolve("other").toString())).isEmpty();
  }

  @Test
  void thePythonPackageOrTheArchiveSaysTheVersion() throws IOException {
    Path python = PyTorchFolders.python(dir, "2.7.1+cu126");
    assertThat(new PyTorchFolder(python).version()).contains("2.7.1+cu126");
    Path archive = PyTorchFolders.libraries(dir.resolve("libtorch/lib"), "\0002.5.1\000");
    Files.writeString(archive.resolveSibling("build-version"), "2.7.1+cpu\n");
    assertThat(new PyTorchFolder(archive).version()).contains("2.7.1+cpu");
    assertThat(PyTorchFolder.number("2.7.1+cpu")).isEqualTo("2.7.1");
    assertThat(PyTorchFolder.number("2.7.0a0+ecf3bae40a.nv25.03")).isEqualTo("2.7.0");
  }

  @Test
  void elseTheLibraryItselfDoes() throws IOException {
    // Long enough that a version can lie across what is read at a time.
    String before = "x".repeat((1 << 16) - 3);
    assertThat(inLibrary(before + "\0002.10.1\000tail")).isEqualTo("2.10.1");
    assertThat(inLibrary("\0001.2.13\0002.7.1\0002.7.1\000")).isEqualTo("2.7.1");
    assertThat(inLibrary("\0002.7.1\0002.5.1\000")).isEqualTo("unknown");
    assertThat(inLibrary("\0002.7.12.7.1\000v2.7.1\0002.7.1+\000")).isEqualTo("unknown");
  }

  private String inLibrary(String content) throws IOException {
    return new PyTorchFolder(PyTorchFolders.libraries(dir.resolve("lib"), content))
        .version()
        .orElse("unknown");
  }
}
