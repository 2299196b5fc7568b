package io.ats.core.geometry;

import io.ats.core.options.OptionException;
import io.ats.core.options.Worded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of the patches among which a selector selects: one square, one rectangle, or several of
 * these, such as squares of several scales and aspect ratios. Every position is a candidate in each
 * of the sizes.
 *
 * <p>Patches that are fed to one encoder have one size: the first. Patches of the others are
 * resampled to it, {@link Proposals}.
 *
 * @param each the {@code A} sizes, all different
 */
public record PatchSizes(List<PatchSize> each) implements Worded<PatchSizes> {

  private static final int MOST_SHOWN = 4;

  /**
   * Checks that there is a size, and none twice.
   *
   * @throws OptionException if not
   */
  public PatchSizes {
    each = List.copyOf(each);
    if (each.isEmpty()) {
      throw new OptionException("patch-size must name a size or more, got an empty list");
    }
    if (new HashSet<>(each).size() < each.size()) {
      throw new OptionException("patch-size names a size twice: " + each);
    }
  }

  /** Returns one square size. */
  public static PatchSizes square(int side) {
    return new PatchSizes(List.of(PatchSize.square(side)));
  }

  /**
   * Returns the sizes of all combinations: of the area {@code (side·scale)²} and the ratio {@code
   * r} of width to height, {@code h = side·scale/√r}, {@code w = side·scale·√r}, rounded; scale
   * after scale.
   */
  public static PatchSizes scaled(int side, List<Double> scales, List<Double> ratios) {
    List<PatchSize> sizes = new ArrayList<>();
    for (double scale : scales) {
      for (double ratio : ratios) {
        sizes.add(
            new PatchSize(
                (int) Math.round(side * scale / Math.sqrt(ratio)),
                (int) Math.round(side * scale * Math.sqrt(ratio))));
      }
    }
    return new PatchSizes(sizes);
  }

  /** Returns the size that all patches are read at. */
  public PatchSize first() {
    return each.get(0);
  }

  /** Returns {@code A}. */
  public int count() {
    return each.size();
  }

  @Override
  public List<String> words() {
    return each.stream().map(PatchSize::word).toList();
  }

  @Override
  public PatchSizes of(List<String> words) {
    return new PatchSizes(words.stream().map(PatchSize::parse).toList());
  }

  @Override
  public String kind() {
    return "size or list of sizes";
  }

  /** Returns the sizes for tables: {@code 50}, {@code 40×60}, {@code 32+32×64}, {@code 9 sizes}. */
  @Override
  public String toString() {
    return count() > MOST_SHOWN
        ? count() + " sizes"
        : each.stream().map(PatchSize::toString).collect(Collectors.joining("+"));
  }
}
