package io.ats.experiments.doctor;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of PyTorch's native libraries, such as {@code site-packages/torch/lib}. */
record PyTorchFolder(Path root) {

  /** The library by which the engine knows such a folder. */
  static final String LIBRARY = System.mapLibraryName("torch");

  private static final String MOST_OF_IT = System.mapLibraryName("torch_cpu");
  private static final String OF_GPUS = System.mapLibraryName("torch_cuda");
  private static final Pattern NUMBER = Pattern.compile("(\\d+\\.\\d+\\.\\d+).*");
  private static final Pattern OF_PYTHON =
      Pattern.compile("(?m)^__version__\\s*=\\s*['\"]([^'\"]+)['\"]");
  private static final Pattern IN_LIBRARY = Pattern.compile("1\\.13\\.\\d|2\\.\\d{1,2}\\.\\d");
  private static final int LONGEST = 8;

  /** Returns the first such folder of a path of folders and files, as the engine does. */
  static Optional<PyTorchFolder> find(String path) {
    for (String each : path.split(File.pathSeparator)) {
      Path place = Path.of(each);
      if (Files.isRegularFile(place) && place.endsWith(LIBRARY)) {
        return Optional.of(new PyTorchFolder(place.toAbsolutePath().getParent()));
      }
      if (Files.isRegularFile(place.resolve(LIBRARY))) {
        return Optional.of(new PyTorchFolder(place.toAbsolutePath()));
      }
    }
    return Optional.empty();
  }

  /** Returns the first such folder below those of a path that hold none themselves. */
  static Optional<PyTorchFolder> near(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(each -> Stream.of("lib", "torch/lib").map(below -> Path.of(each, below)))
        .flatMap(folder -> find(folder.toString()).stream())
        .findFirst();
  }

  /** Returns the number of a version, such as {@code 2.7.1} of {@code 2.7.1+cu128}. */
  static String number(String version) {
    Matcher number = NUMBER.matcher(version);
    return number.matches() ? number.group(1) : version;
  }

  boolean complete() {
    return has(MOST_OF_IT);
  }

  boolean forGpus() {
    return has(OF_GPUS);
  }

  boolean has(String file) {
    return Files.exists(root.resolve(file));
  }

  /**
   * Returns the version, such as {@code 2.7.1+cu128}: that of the Python package or of the archive
   * which the folder belongs to, else that in the library itself; empty if none is found.
   */
  Optional<String> version() throws IOException {
    Path python = root.resolveSibling("version.py");
    if (Files.isRegularFile(python)) {
      Matcher named = OF_PYTHON.matcher(text(python));
      if (named.find()) {
        return Optional.of(named.group(1));
      }
    }
    Path archive = root.resolveSibling("build-version");
    return Files.isRegularFile(archive) ? Optional.of(text(archive).strip()) : inLibrary();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Returns the only text between two zero bytes that can be PyTorch's version. */
  private Optional<String> inLibrary() throws IOException {
    Set<String> found = new HashSet<>();
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(root.resolve(MOST_OF_IT)), 1 << 20)) {
      byte[] chunk = new byte[1 << 16];
      byte[] text = new byte[LONGEST];
      int length = 0; // above LONGEST: not a version
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        for (int i = 0; i < read; i++) {
          byte next = chunk[i];
          if (next == 0) {
            if (length > 0 && length <= LONGEST) {
              found.add(new String(text, 0, length, StandardCharsets.US_ASCII));
            }
            length = 0;
          } else if (length < LONGEST && (next == '.' || (next >= '0' && next <= '9'))) {
            text[length++] = next;
          } else {
            length = LONGEST + 1;
          }
        }
      }
    }
    List<String> versions = found.stream().filter(IN_LIBRARY.asMatchPredicate()).toList();
    return versions.size() == 1 ? Optional.of(versions.get(0)) : Optional.empty();
  }
}
