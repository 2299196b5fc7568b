package io.ats.datasets.folder;

import io.ats.core.ImageSpec;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.datasets.pyramid.RegionImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The images of a folder with their splits and sizes, and the task that their labels make.
 *
 * @param files the images that can be used, by split and name
 * @param skipped those that cannot, if such are skipped
 * @param task the classes, of all splits together, in one order
 * @param image the images' sizes; where they differ, the largest of each
 */
record FolderIndex(List<IndexedFile> files, List<IndexedFile> skipped, Task task, ImageSpec image) {

  private static final Map<ImageFolderOptions, FolderIndex> KNOWN = new ConcurrentHashMap<>();

  /**
   * Returns the index, reading the folder once a process.
   *
   * @throws OptionException if the folder cannot be read, or its images not be used as they are
   */
  static FolderIndex of(ImageFolderOptions options) {
    return KNOWN.computeIfAbsent(options, FolderIndex::read);
  }

  private static FolderIndex read(ImageFolderOptions options) {
    List<FolderFile> listed =
        list(
            options,
            problem -> {
              throw problem;
            });
    List<IndexedFile> all = new FileReader(options).read(listed);
    List<IndexedFile> skipped = all.stream().filter(file -> !file.facts().good()).toList();
    if (skipped.size() == all.size() || !skipped.isEmpty() && options.onError() == OnError.FAIL) {
      throw unusable(skipped, all.size());
    }
    List<IndexedFile> good = all.stream().filter(file -> file.facts().good()).toList();
    List<IndexedFile> divided = new Division(options).apply(FolderChecks.grouped(good));
    List<IndexedFile> sorted =
        divided.stream()
            .sorted(
                Comparator.comparing((IndexedFile file) -> file.file().split())
                    .thenComparing(file -> file.file().name()))
            .toList();
    FolderChecks.requireApart(sorted);
    Task task = Classes.of(options, sorted, skipped);
    return new FolderIndex(sorted, skipped, task, largest(options, sorted));
  }

  /**
   * Returns the files that are to be read, sorted by name, so that nothing depends on their order.
   *
   * @param problems told what is wrong with others
   * @throws OptionException if there is no such folder or table, or no file in it
   */
  static List<FolderFile> list(ImageFolderOptions options, Consumer<OptionException> problems) {
    if (options.path().isEmpty()) {
      throw new OptionException(
          "path must name a folder of images, or a table (.csv) of such, got ''");
    }
    Path path = Path.of(options.path());
    if (!Files.exists(path)) {
      throw new OptionException("path: no such folder or table: " + path);
    }
    List<FolderFile> files =
        Files.isDirectory(path)
            ? FolderTree.read(path, options.labels(), problems)
            : LabelTable.read(path, options.labels(), problems);
    return files.stream().sorted(Comparator.comparing(FolderFile::name)).toList();
  }

  private static OptionException unusable(List<IndexedFile> bad, int all) {
    IndexedFile first = bad.get(0);
    return new OptionException(
        "path: %s: %s%s%s ('ats data check' lists all)"
            .formatted(
                first.file().file(),
                first.facts().problem(),
                bad.size() == 1
                    ? ""
                    : ", and %d more of %d files cannot be used".formatted(bad.size() - 1, all),
                bad.size() == all ? "" : "; or set on-error to skip"));
  }

  private static ImageSpec largest(ImageFolderOptions options, List<IndexedFile> files) {
    int[] most = new int[4];
    for (IndexedFile file : files) {
      ImageSpec own = sizes(options, file);
      int[] sides = {own.height(), own.width(), own.viewHeight(), own.viewWidth()};
      for (int i = 0; i < sides.length; i++) {
        most[i] = Math.max(most[i], sides[i]);
      }
    }
    return new ImageSpec(RegionImage.CHANNELS, most[0], most[1], most[2], most[3]);
  }

  /** Returns an image's own sizes. */
  static ImageSpec sizes(ImageFolderOptions options, IndexedFile file) {
    return sizes(options, file.file().file(), file.facts());
  }

  static ImageSpec sizes(ImageFolderOptions options, Path file, FileFacts facts) {
    int[] sides = facts.sides(options.micronsPerPixel());
    int height = sides[0];
    int width = sides[1];
    if (options.viewSize() == 0) {
      return ImageSpec.scaled(RegionImage.CHANNELS, height, width, options.viewScale());
    }
    if (options.viewSize() > Math.min(height, width)) {
      throw new OptionException(
          "view-size = %d is more than a side of the image %s of %d×%d; lower it, or leave the image out"
              .formatted(options.viewSize(), file, height, width));
    }
    return new ImageSpec(
        RegionImage.CHANNELS, height, width, options.viewSize(), options.viewSize());
  }

  /** Returns the images of each split. */
  Map<Split, List<IndexedFile>> bySplit() {
    Map<Split, List<IndexedFile>> all = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      all.put(split, new ArrayList<>());
    }
    files.forEach(file -> all.get(file.file().split()).add(file));
    return all;
  }
}
