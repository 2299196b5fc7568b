package io.ats.datasets.folder;

import io.ats.datasets.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Divides files into parts of given shares, so that each part has about the same share of every
 * label, and no group is in two parts.
 *
 * <p>Labels are taken in turn, the rarest first (Sechidis, Tsoumakas and Vlahavas, On the
 * stratification of multi-label data, ECML PKDD 2011). Its groups, the largest first, each go to
 * the part that so far lacks most of the group's labels and of all files; thus what rounding gives
 * a part too little of one label, it gets of the next. A label with as many groups as there are
 * parts is in all of them, as long as that leaves the frequent labels half of their share.
 */
final class Stratified {

  private static final class Label {
    private final List<Group> groups = new ArrayList<>();
    private final int[] has; // files in each part
    private int files;

    Label(int parts) {
      has = new int[parts];
    }
  }

  private static final class Group {
    private final List<Integer> files = new ArrayList<>();
    private final Map<Label, Integer> labels = new LinkedHashMap<>();
    private boolean given;
  }

  private final double[] shares;
  private final int[] sizes; // files in each part
  private final double[] room; // for labels that are too rare for a part by their share

  private Stratified(double[] shares) {
    this.shares = shares;
    sizes = new int[shares.length];
    room = new double[shares.length];
    Arrays.fill(room, 1);
  }

  /**
   * Returns the index of each file's part.
   *
   * @param shares of the parts, with sum 1
   * @param firstHasAll whether every label must be in the first part
   * @param seed of the order of what counts alike
   */
  static int[] parts(List<FolderFile> files, double[] shares, boolean firstHasAll, long seed) {
    return new Stratified(shares).divide(files, firstHasAll, Streams.of(seed, 0));
  }

  private int[] divide(List<FolderFile> files, boolean firstHasAll, RandomGenerator random) {
    List<Label> labels = labels(files, random);
    labels.forEach(this::reserve);
    int[] parts = new int[files.size()];
    for (Label label : labels) {
      List<Group> groups = label.groups.stream().filter(group -> !group.given).toList();
      for (int i = 0; i < groups.size(); i++) {
        Group group = groups.get(i);
        int[] missing = missing(label, firstHasAll);
        boolean now = groups.size() - i <= missing.length;
        int part = neediest(group, now ? missing : all());
        room[part] -= rare(label, part) ? group.files.size() : 0;
        sizes[part] += group.files.size();
        group.labels.forEach((one, count) -> one.has[part] += count);
        group.files.forEach(file -> parts[file] = part);
        group.given = true;
      }
    }
    return parts;
  }

  /** Returns the labels, the rarest first, and each one's groups, the largest first. */
  private List<Label> labels(List<FolderFile> files, RandomGenerator random) {
    Map<String, Label> labels = new TreeMap<>();
    Map<String, Group> byName = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      FolderFile file = files.get(i);
      String name = file.group().isEmpty() ? "\0" + i : file.group();
      Group group = byName.computeIfAbsent(name, any -> new Group());
      group.files.add(i);
      for (String text : file.labels().isEmpty() ? List.of("") : file.labels()) {
        Label label = labels.computeIfAbsent(text, any -> new Label(shares.length));
        label.files++;
        group.labels.merge(label, 1, Integer::sum);
      }
    }
    List<Group> groups = new ArrayList<>(byName.values());
    Streams.shuffle(groups, random);
    groups.sort(Comparator.comparing(group -> -group.files.size()));
    groups.forEach(group -> group.labels.keySet().forEach(label -> label.groups.add(group)));
    List<Label> all = new ArrayList<>(labels.values());
    Streams.shuffle(all, random);
    all.sort(Comparator.comparing(label -> label.files));
    return all;
  }

  private void reserve(Label label) {
    for (int part : all()) {
      double due = shares[part] * label.files;
      room[part] += due - (rare(label, part) ? 0 : Math.max(1, due / 2));
    }
  }

  private boolean rare(Label label, int part) {
    return shares[part] * label.files < 1;
  }

  private int[] all() {
    return IntStream.range(0, shares.length).filter(part -> shares[part] > 0).toArray();
  }

  /** Returns the parts that should have a label and do not yet. */
  private int[] missing(Label label, boolean firstHasAll) {
    boolean enough = label.groups.size() >= all().length;
    return IntStream.of(all())
        .filter(part -> label.has[part] == 0)
        .filter(
            part -> part == 0 && firstHasAll || enough && (!rare(label, part) || room[part] > 0))
        .toArray();
  }

  private int neediest(Group group, int[] parts) {
    int best = parts[0];
    double most = Double.NEGATIVE_INFINITY;
    for (int part : parts) {
      double need = lacks(part, sizes, group.files.size());
      for (Map.Entry<Label, Integer> each : group.labels.entrySet()) {
        need += lacks(part, each.getKey().has, each.getValue());
      }
      if (need > most) {
        most = need;
        best = part;
      }
    }
    return best;
  }

  /** Returns how many files a part has too few of those given so far and {@code more}. */
  private double lacks(int part, int[] given, int more) {
    return shares[part] * (IntStream.of(given).sum() + more) - given[part];
  }
}
