package io.ats.datasets.files;

import io.ats.datasets.random.Streams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** An order of labelled images in which each stretch has the classes in their shares. */
public final class StratifiedOrder {

  private record Placed(LabelledFile image, double place) {}

  private StratifiedOrder() {}

  /**
   * Returns the images in a random order in which the {@code i}-th of the {@code n} of a class
   * stands at {@code (i + 1/2)/n} of the whole; of images of one place the lower class comes first.
   * So the first images, however many, have the classes in their shares, as near as whole images
   * can.
   */
  public static List<LabelledFile> of(List<LabelledFile> images, RandomGenerator random) {
    Map<Integer, List<LabelledFile>> classes = new TreeMap<>();
    images.forEach(
        image -> classes.computeIfAbsent(image.label(), any -> new ArrayList<>()).add(image));
    List<Placed> placed = new ArrayList<>();
    for (List<LabelledFile> all : classes.values()) {
      Streams.shuffle(all, random);
      for (int i = 0; i < all.size(); i++) {
        placed.add(new Placed(all.get(i), (i + 0.5) / all.size()));
      }
    }
    placed.sort(Comparator.comparingDouble(Placed::place));
    return placed.stream().map(Placed::image).toList();
  }
}
