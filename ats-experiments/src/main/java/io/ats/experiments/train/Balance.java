package io.ats.experiments.train;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The training images of each class, to make classes of different size count alike. */
final class Balance {

  private final List<List<Integer>> byClass = new ArrayList<>();
  private final int images;

  /** Reads the labels of a dataset with one class an image. */
  Balance(Dataset dataset) {
    images = dataset.size(Split.TRAIN);
    IntStream.range(0, dataset.task().classes()).forEach(any -> byClass.add(new ArrayList<>()));
    for (int i = 0; i < images; i++) {
      byClass.get((int) dataset.label(Split.TRAIN, i)[0]).add(i);
    }
  }

  /** Returns {@code N/(C·n_c)} for each class {@code c}, {@code C} those with images; else 0. */
  List<Double> weights() {
    long there = byClass.stream().filter(all -> !all.isEmpty()).count();
    return byClass.stream()
        .map(all -> all.isEmpty() ? 0.0 : (double) images / (there * all.size()))
        .toList();
  }

  /** Returns {@code N} images: each of a random class, of which it is a random one. */
  int[] draw(SplittableRandom random) {
    List<List<Integer>> there = byClass.stream().filter(all -> !all.isEmpty()).toList();
    int[] drawn = new int[images];
    for (int i = 0; i < images; i++) {
      List<Integer> ofClass = there.get(random.nextInt(there.size()));
      drawn[i] = ofClass.get(random.nextInt(ofClass.size()));
    }
    return drawn;
  }
}
