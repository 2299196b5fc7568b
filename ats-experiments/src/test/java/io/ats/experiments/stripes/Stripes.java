package io.ats.experiments.stripes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.source.TensorSource;
import io.ats.experiments.stripes.StripesOptions.TestSplit;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Noisy grey images with stripes in the middle: those across are class 0, those down class 1. */
final class Stripes implements Dataset {

  private static final int STRIPE = 4;

  private final StripesOptions options;
  private final long seed;

  Stripes(StripesOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  @Override
  public ImageSpec image() {
    return options.image();
  }

  @Override
  public Task task() {
    return options.target();
  }

  /** What is asked of the test split fails where it is not to be read. */
  private Split require(Split split) {
    if (split == Split.TEST && options.testSplit() == TestSplit.UNREADABLE) {
      throw new IllegalStateException("the test split was read");
    }
    return split;
  }

  @Override
  public ImageSpec sizes(Split split, int index) {
    return Dataset.super.sizes(require(split), index);
  }

  @Override
  public String name(Split split, int index) {
    return Dataset.super.name(require(split), index);
  }

  @Override
  public float[] label(Split split, int index) {
    return Dataset.super.label(require(split), index);
  }

  @Override
  public int size(Split split) {
    return require(split) == Split.TRAIN ? options.train() : options.test();
  }

  @Override
  public String origin() {
    return "generated stripes";
  }

  @Override
  public String checksum() {
    return "stripes 1 " + options + " seed " + seed;
  }

  @Override
  public Batch batch(NDManager manager, Split split, int... indices) {
    boolean relabelled =
        require(split) == Split.TEST && options.testSplit() == TestSplit.RELABELLED;
    int side = options.side();
    long[] labels = new long[indices.length];
    float[] pixels = new float[indices.length * side * side];
    float[][][] boxes = new float[indices.length][][];
    for (int b = 0; b < indices.length; b++) {
      // The same image whatever batch it stands in.
      RandomGenerator random =
          new SplittableRandom(Objects.hash(seed, split.ordinal(), indices[b]));
      labels[b] = random.nextInt(2);
      boxes[b] = new float[][] {{0.375f, 0.375f, 0.625f, 0.625f}};
      for (int i = 0; i < side * side; i++) {
        pixels[b * side * side + i] = pixel(i / side, i % side, labels[b] == 0, random);
      }
    }
    if (relabelled) {
      Arrays.setAll(labels, b -> 1 - labels[b]);
    }
    NDArray images = manager.create(pixels, new Shape(indices.length, 1, side, side));
    TensorSource source = new TensorSource(images);
    NDArray view = source.view(manager, image().viewHeight(), image().viewWidth());
    return new Batch(new Views(view, source), manager.create(labels), boxes);
  }

  private float pixel(int row, int column, boolean across, RandomGenerator random) {
    double noisy = 0.5 + 0.1 * random.nextGaussian();
    boolean middle = inMiddle(row) && inMiddle(column);
    int along = across ? row : column;
    return (float) (middle ? noisy + (along / STRIPE % 2 == 0 ? 0.3 : -0.3) : noisy);
  }

  private boolean inMiddle(int place) {
    return place >= options.side() * 3 / 8 && place < options.side() * 5 / 8;
  }
}
