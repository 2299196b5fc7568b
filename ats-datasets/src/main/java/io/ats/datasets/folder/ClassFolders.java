package io.ats.datasets.folder;

import io.ats.core.ImageSpec;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.SceneSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Images that are published in a folder for each class, without splits: these are drawn. Every file
 * must be an image.
 */
public final class ClassFolders {

  private ClassFolders() {}

  /**
   * Reads the folders; of images their headers, or all where they are not read by region.
   *
   * @param task its class names are those of the folders
   * @param options the least sides of an image, the number of images of each split, the view's
   *     scale
   * @param cache memory for decoded images, in units of 10⁶ bytes
   * @param seed of the splits
   * @return the images in their own sizes
   * @throws OptionException if a folder is missing, empty or of no class, or a file is no whole
   *     image, is too small, or is also that of another class, naming it
   */
  public static SceneSet read(Path folder, Task task, ImageOptions options, int cache, long seed) {
    ImageFolderOptions reading = reading(folder, options, cache);
    requireClasses(folder, task.classNames());
    List<FolderFile> listed =
        FolderIndex.list(
            reading,
            problem -> {
              throw problem;
            });
    List<IndexedFile> files = new FileReader(reading).read(listed);
    for (IndexedFile file : files) {
      requireUsable(file, options);
    }
    List<IndexedFile> grouped = FolderChecks.grouped(files); // equal images in one split
    List<IndexedFile> divided = new ArrayList<>();
    DrawnSplits.ofFiles(grouped.stream().map(IndexedFile::file).toList(), options, seed)
        .forEach((split, indices) -> indices.forEach(i -> divided.add(in(split, grouped.get(i)))));
    divided.sort(
        Comparator.comparing((IndexedFile file) -> file.file().split())
            .thenComparing(file -> file.file().name()));
    int height = divided.stream().mapToInt(file -> file.facts().height()).max().getAsInt();
    int width = divided.stream().mapToInt(file -> file.facts().width()).max().getAsInt();
    ImageSpec largest = ImageSpec.scaled(RegionImage.CHANNELS, height, width, options.viewScale());
    return new FolderScenes(reading, new FolderIndex(divided, List.of(), task, largest));
  }

  private static ImageFolderOptions reading(Path folder, ImageOptions options, int cache) {
    ImageFolderOptions other = ImageFolderOptions.DEFAULTS;
    return new ImageFolderOptions(
        folder.toString(),
        "",
        LabelKind.CLASS,
        other.validation(),
        other.test(),
        0,
        0,
        0,
        options.viewScale(),
        0,
        0,
        0,
        other.glassSaturation(),
        other.colours(),
        OnError.FAIL,
        Math.max(1, cache));
  }

  private static void requireClasses(Path folder, List<String> names) {
    String expected = String.join(", ", names);
    for (String name : names) {
      if (!Files.isDirectory(folder.resolve(name))) {
        throw new OptionException(
            "path: %s: expected a folder with images of class %s, found none; give the folder that holds %s as path, or leave path empty for generated images"
                .formatted(folder.resolve(name), name, expected));
      }
    }
    for (Path child : FolderTree.children(folder)) {
      String name = child.getFileName().toString();
      if (Files.isDirectory(child) && !names.contains(name)) {
        throw new OptionException(
            "path: %s: expected folders of the classes %s, found '%s'; move it away"
                .formatted(child, expected, Printable.shown(name)));
      }
    }
  }

  private static void requireUsable(IndexedFile file, ImageOptions options) {
    FileFacts facts = file.facts();
    if (!facts.good()) {
      throw new OptionException(
          "path: %s: %s; replace it by the published file"
              .formatted(file.file().file(), facts.problem()));
    }
    if (facts.height() < options.height() || facts.width() < options.width()) {
      throw new OptionException(
          "path: %s: expected at least %d×%d pixels, height by width, found %d×%d; replace it by the published file, or lower height and width"
              .formatted(
                  file.file().file(),
                  options.height(),
                  options.width(),
                  facts.height(),
                  facts.width()));
    }
  }

  private static IndexedFile in(Split split, IndexedFile file) {
    return new IndexedFile(file.file().in(split), file.facts());
  }
}
