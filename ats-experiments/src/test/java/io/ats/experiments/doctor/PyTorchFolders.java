package io.ats.experiments.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that look like PyTorch's. */
final class PyTorchFolders {

  static final String TORCH = System.mapLibraryName("torch");
  static final String CPU = System.mapLibraryName("torch_cpu");
  static final String CUDA = System.mapLibraryName("torch_cuda");

  private PyTorchFolders() {}

  /** Makes the folder of a Python package, {@code torch/lib} below a folder. */
  static Path python(Path below, String version) throws IOException {
    Path folder = libraries(below.resolve("torch/lib"), "no version");
    Files.writeString(
        folder.resolveSibling("version.py"),
        "from typing import Optional\n\n__all__ = ['__version__']\n__version__ = '"
            + version
            + "'\n");
    return folder;
  }

  /** Makes a folder of libraries. */
  static Path libraries(Path folder, String content) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(TORCH), "");
    Files.write(folder.resolve(CPU), content.getBytes(StandardCharsets.UTF_8));
    return folder;
  }
}
