package io.ats.datasets.folder;

import io.ats.core.data.Task;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what a folder or table has, in words. */
final class FolderFacts {

  private FolderFacts() {}

  /** Returns the counts of files, formats, sides and classes. */
  static List<String> of(List<IndexedFile> all, List<IndexedFile> good) {
    List<String> facts = new ArrayList<>();
    facts.add("%d files, %d of them can be read".formatted(all.size(), good.size()));
    Map<String, Integer> formats = new TreeMap<>();
    Map<String, Integer> classes = new TreeMap<>();
    IntSummaryStatistics heights = new IntSummaryStatistics();
    IntSummaryStatistics widths = new IntSummaryStatistics();
    for (IndexedFile file : good) {
      formats.merge(file.facts().format(), 1, Integer::sum);
      String split = file.file().split() == null ? "" : SplitNames.of(file.file().split()) + "/";
      classes.merge(split + String.join(Task.BETWEEN, file.file().labels()), 1, Integer::sum);
      heights.accept(file.facts().height());
      widths.accept(file.facts().width());
    }
    if (!good.isEmpty()) {
      facts.add("formats: " + counts(formats));
      facts.add(
          "heights %d to %d, widths %d to %d pixels"
              .formatted(heights.getMin(), heights.getMax(), widths.getMin(), widths.getMax()));
      facts.add("classes: " + counts(classes));
    }
    return facts;
  }

  private static String counts(Map<String, Integer> all) {
    return all.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
