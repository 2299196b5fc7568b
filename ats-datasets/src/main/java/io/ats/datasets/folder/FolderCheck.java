package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.pyramid.RegionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Reads every image of a folder or table once and says what is wrong, all at once.
 *
 * @param problems in words, each naming its file; empty if all is well
 * @param facts what there is, in words
 */
public record FolderCheck(List<String> problems, List<String> facts) {

  private static final int SPLITS = Split.values().length;

  /** What files of a format are called. */
  private static final Map<String, Set<String>> ENDINGS =
      Map.of(
          "PNG", Set.of("png"),
          "JPEG", Set.of("jpg", "jpeg", "jpe", "jfif"),
          "TIFF", Set.of("tif", "tiff", "svs", "ndpi", "scn", "btf", "tf8", "bif"),
          "BMP", Set.of("bmp", "dib"),
          "GIF", Set.of("gif"));

  /** Counts files before they are read. */
  public interface Begun {
    /** Takes the number of files; returns what is told how many were read. */
    IntConsumer begin(int files);
  }

  /**
   * Checks a folder or a table.
   *
   * @param labels what a label is
   * @throws OptionException if it cannot be listed at all
   */
  public static FolderCheck of(Path path, LabelKind labels, Begun begun) {
    if (!Files.exists(path)) {
      throw new OptionException("no such folder or table: " + path);
    }
    ImageFolderOptions options = ImageFolderOptions.DEFAULTS.at(path, labels);
    List<String> problems = new ArrayList<>();
    List<FolderFile> listed;
    try {
      listed = FolderIndex.list(options, problem -> problems.add(text(problem)));
    } catch (OptionException e) {
      problems.add(text(e));
      return new FolderCheck(List.copyOf(problems), List.of());
    }
    FileReader reader = new FileReader(options, RegionOptions.DEFAULTS.cacheFolder(), true);
    List<IndexedFile> all = reader.read(listed, begun.begin(listed.size()));
    for (IndexedFile file : all) {
      if (!file.facts().good()) {
        problems.add(file.file().name() + ": " + file.facts().problem());
      } else {
        ending(file, problems);
      }
    }
    List<IndexedFile> good = all.stream().filter(file -> file.facts().good()).toList();
    duplicates(good, problems);
    groups(good, problems);
    classes(all, labels, problems);
    splits(good, problems);
    return new FolderCheck(List.copyOf(problems), FolderFacts.of(all, good));
  }

  private static String text(OptionException problem) {
    return problem.getMessage().replaceFirst("^path: ", "");
  }

  private static void ending(IndexedFile file, List<String> problems) {
    String name = file.file().name();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String format = file.facts().format().split(" ")[0];
    Set<String> usual = ENDINGS.get(format);
    if (usual != null && !usual.contains(ending)) {
      problems.add("%s: its content is %s; rename it".formatted(name, format));
    }
  }

  private static void duplicates(List<IndexedFile> files, List<String> problems) {
    Map<String, IndexedFile> first = new HashMap<>();
    for (IndexedFile file : files) {
      IndexedFile before = first.putIfAbsent(file.facts().sha256(), file);
      if (before == null) {
        continue;
      }
      String what = "";
      if (!before.file().labels().equals(file.file().labels())) {
        what += ", under another label";
      }
      if (before.file().split() != file.file().split()) {
        what += ", in another split";
      }
      if (!before.file().group().equals(file.file().group())) {
        what += ", in another group";
      }
      problems.add(
          "%s: the same image as %s%s".formatted(file.file().name(), before.file().name(), what));
    }
  }

  private static void groups(List<IndexedFile> files, List<String> problems) {
    Map<String, IndexedFile> first = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (IndexedFile file : files) {
      String group = file.file().group();
      IndexedFile before = group.isEmpty() ? null : first.putIfAbsent(group, file);
      if (before != null && before.file().split() != file.file().split() && told.add(group)) {
        problems.add(
            "group '%s' is in two splits: %s and %s"
                .formatted(group, before.file().name(), file.file().name()));
      }
    }
  }

  private static void classes(List<IndexedFile> all, LabelKind labels, List<String> problems) {
    TreeSet<String> names = new TreeSet<>();
    Set<String> trained = new HashSet<>();
    Set<String> tested = new HashSet<>();
    Map<String, Set<String>> drawn = new HashMap<>();
    for (IndexedFile file : all) {
      names.addAll(file.file().labels());
      Split split = file.file().split();
      if (!file.facts().good()) {
        continue;
      }
      if (split == null || split == Split.TRAIN) {
        trained.addAll(file.file().labels());
      }
      if (split == Split.TEST) {
        tested.addAll(file.file().labels());
      }
      String group = file.file().group();
      for (String label : split == null ? file.file().labels() : List.<String>of()) {
        drawn
            .computeIfAbsent(label, l -> new HashSet<>())
            .add(group.isEmpty() ? "/" + file.file().name() : group);
      }
    }
    if (labels == LabelKind.COUNT) {
      return;
    }
    if (names.size() < 2) {
      problems.add("fewer than 2 classes: " + names);
    }
    boolean given = all.stream().anyMatch(file -> file.file().split() != null);
    for (String name : names) {
      int several = given ? 0 : drawn.getOrDefault(name, Set.of()).size();
      if (!trained.contains(name)) {
        problems.add("class '" + name + "' has no training image");
      } else if (several > 0 && several < SPLITS) {
        problems.add(
            "class '%s' has %d of the %d images, or groups, that one for each split needs"
                .formatted(name, several, SPLITS));
      } else if (!tested.isEmpty() && several == 0 && !tested.contains(name)) {
        problems.add("class '" + name + "' has no test image");
      }
    }
  }

  private static void splits(List<IndexedFile> files, List<String> problems) {
    Set<Split> given = new HashSet<>();
    files.forEach(file -> given.add(file.file().split()));
    given.remove(null);
    for (Split split : List.of(Split.TRAIN, Split.TEST)) {
      if (!given.isEmpty() && !given.contains(split)) {
        problems.add("no image is for " + SplitNames.of(split));
      }
    }
  }
}
