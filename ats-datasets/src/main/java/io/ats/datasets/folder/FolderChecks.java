package io.ats.datasets.folder;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that no image is in two places: under two labels, in two groups or in two splits. */
final class FolderChecks {

  private FolderChecks() {}

  /**
   * Returns the images, those with the same content in one group.
   *
   * @throws OptionException if images with the same content have different labels or groups
   */
  static List<IndexedFile> grouped(List<IndexedFile> files) {
    Map<String, IndexedFile> byContent = new HashMap<>();
    Map<String, String> groups = new HashMap<>();
    for (IndexedFile file : files) {
      String content = file.facts().sha256();
      IndexedFile before = byContent.putIfAbsent(content, file);
      if (before == null) {
        groups.put(content, file.file().group());
        continue;
      }
      if (!before.file().labels().equals(file.file().labels())) {
        throw same("under two labels", before, file);
      }
      String group = groups.get(content);
      if (!group.isEmpty()
          && !file.file().group().isEmpty()
          && !group.equals(file.file().group())) {
        throw same("in two groups", before, file);
      }
      String own = group.isEmpty() ? file.file().group() : group;
      groups.put(content, own.isEmpty() ? "same content " + content : own);
    }
    List<IndexedFile> grouped = new ArrayList<>();
    for (IndexedFile file : files) {
      String group = groups.get(file.facts().sha256());
      grouped.add(new IndexedFile(file.file().of(group), file.facts()));
    }
    return grouped;
  }

  /**
   * Checks that no group, thus no content, is in two splits.
   *
   * @throws OptionException if one is, naming an image of each
   */
  static void requireApart(List<IndexedFile> files) {
    Map<String, IndexedFile> first = new HashMap<>();
    for (IndexedFile file : files) {
      String group = file.file().group();
      IndexedFile before = group.isEmpty() ? null : first.putIfAbsent(group, file);
      if (before != null && before.file().split() != file.file().split()) {
        if (before.facts().sha256().equals(file.facts().sha256())) {
          throw same("in two splits", before, file);
        }
        throw new OptionException(
            "path: the group '%s' is in two splits: %s (%s) and %s (%s); move one of them"
                .formatted(
                    group,
                    before.file().place(),
                    name(before.file().split()),
                    file.file().place(),
                    name(file.file().split())));
      }
    }
  }

  private static String name(Split split) {
    return SplitNames.of(split);
  }

  private static OptionException same(String where, IndexedFile one, IndexedFile other) {
    return new OptionException(
        "path: the same image is there %s: %s and %s; remove one of them"
            .formatted(where, one.file().place(), other.file().place()));
  }
}
