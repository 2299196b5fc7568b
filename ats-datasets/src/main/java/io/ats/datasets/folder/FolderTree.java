package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads {@code DIR/SPLIT/CLASS/FILE} or {@code DIR/CLASS/FILE}. Names that begin with a point are
 * passed over, and folders within a class's folder, unless there are images in them.
 */
final class FolderTree {

  private final Path root;
  private final LabelKind kind;
  private final Consumer<OptionException> problems;
  private final List<FolderFile> found = new ArrayList<>();
  private final TreeSet<String> empty = new TreeSet<>();
  private final TreeSet<String> filled = new TreeSet<>();

  private FolderTree(Path root, LabelKind kind, Consumer<OptionException> problems) {
    this.root = root;
    this.kind = kind;
    this.problems = problems;
  }

  /**
   * Returns the files.
   *
   * @param problems told of what is there besides: images that are in no class's folder, classes
   *     without a file, a name that is no label
   * @throws OptionException if there is no file, or the folder cannot be read
   */
  static List<FolderFile> read(Path root, LabelKind kind, Consumer<OptionException> problems) {
    FolderTree tree = new FolderTree(root, kind, problems);
    tree.add();
    if (tree.found.isEmpty()) {
      throw new OptionException(
          "path: %s has no images; expected CLASS/FILE or SPLIT/CLASS/FILE in it, SPLIT one of %s"
              .formatted(root, SplitNames.ALLOWED));
    }
    return List.copyOf(tree.found);
  }

  private void add() {
    List<Path> first = folders(root);
    List<Path> splits = first.stream().filter(folder -> split(folder).isPresent()).toList();
    if (splits.isEmpty()) {
      first.forEach(folder -> addClass(folder, null));
    } else {
      first.stream()
          .filter(folder -> split(folder).isEmpty())
          .forEach(
              folder ->
                  tell(
                      folder,
                      "a folder beside splits (%s); move it away, or make each folder a class"
                          .formatted(SplitNames.ALLOWED)));
      for (Path split : splits) {
        folders(split).forEach(folder -> addClass(folder, split(split).orElseThrow()));
      }
    }
    empty.removeAll(filled);
    empty.forEach(name -> tell(root, "no file is in the folder of class '" + name + "'"));
  }

  private static Optional<Split> split(Path folder) {
    return SplitNames.parse(folder.getFileName().toString());
  }

  private void addClass(Path folder, Split split) {
    String name = folder.getFileName().toString();
    List<String> labels;
    try {
      labels = kind.labels(folder.toString(), name);
    } catch (OptionException e) {
      problems.accept(e);
      return;
    }
    empty.add(name);
    for (Path file : children(folder)) {
      if (!Files.isDirectory(file) || looksLikeImage(file)) {
        String path = FolderFile.name(root, file);
        found.add(new FolderFile(file, path, labels, "", split, path));
        filled.add(name);
      } else {
        tellImages(file, "images in a folder within a class's, such as %s; move them up");
      }
    }
  }

  /** A folder called {@code x.png} is more likely a mistake than a companion of another file. */
  private static boolean looksLikeImage(Path file) {
    return file.getFileName()
        .toString()
        .matches("(?i).*\\.(png|jpe?g|tiff?|bmp|gif|webp|svs|ndpi)");
  }

  private void tellImages(Path folder, String problem) {
    children(folder).stream()
        .filter(file -> looksLikeImage(file) && !Files.isDirectory(file))
        .findFirst()
        .ifPresent(file -> tell(folder, problem.formatted(file.getFileName())));
  }

  private void tell(Path place, String problem) {
    problems.accept(new OptionException("path: %s: %s".formatted(place, problem)));
  }

  /** Returns the folders of classes or splits; images beside them are told. */
  private List<Path> folders(Path folder) {
    tellImages(folder, "images in no class's folder, such as %s; move them into one");
    return children(folder).stream().filter(Files::isDirectory).toList();
  }

  /** Returns what is in a folder, by name; names that begin with a point are passed over. */
  static List<Path> children(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> !path.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new OptionException(
          "path: %s: expected a folder that can be read, found %s"
              .formatted(folder, InputFile.reason(e)));
    }
  }
}
