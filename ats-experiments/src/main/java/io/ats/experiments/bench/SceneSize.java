package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.ThreadMXBean;
import io.ats.core.Border;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.datasets.scene.ImageOptions;
import io.ats.experiments.trial.Memory;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;

/**
 * The cost of a large canvas: megapixel MNIST with 50 noise stamps and 5 digits on 40,000² pixels
 * against the same on 1,500², both with a view of 180². Measured: wall time to read 10 patches of
 * 50², five of them on the digits, without and with creating the batch; and the memory to create
 * the large batch and read the patches (bytes allocated on the heap, freed or not, and the growth
 * of the resident size), against the canvas as float32.
 */
public final class SceneSize implements Benchmark {

  private static final int VIEW = 180;
  private static final int PATCHES = 10;
  private static final int PATCH = 50;
  private static final double MEGABYTE = 1e6;

  private final int large;
  private final int small;
  private final int samples;
  private final int reads;

  /** Creates the benchmark with the figures that are reported. */
  public SceneSize() {
    this(40_000, 1_500, 100, 50);
  }

  /**
   * Creates the benchmark.
   *
   * @param large side of the large canvas
   * @param small side of the small one
   * @param samples pairs of times, after half as many to warm up
   * @param reads reads per time
   */
  SceneSize(int large, int small, int samples, int reads) {
    this.large = large;
    this.small = small;
    this.samples = samples;
    this.reads = reads;
  }

  @Override
  public String name() {
    return "scene";
  }

  @Override
  public String claim() {
    return "a 40,000² scene serves 10 patches of 50² in under 50 MB, as fast as a 1,500² one";
  }

  @Override
  public List<BenchRow> run(Device device) {
    Dataset ours = open(large);
    Dataset other = open(small);
    String canvas = "the same on " + small + "²";
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      // The first read loads classes, so it reads the small canvas.
      patches(manager, other.batch(manager, Split.TRAIN, 0), small);
      double megabytes = memory(ours);
      Batch big = ours.batch(manager, Split.TRAIN, 0);
      Batch little = other.batch(manager, Split.TRAIN, 0);
      PairedTimes read = new PairedTimes(Device.cpu());
      read.measure(
          () -> repeat(manager, own -> patches(own, big, large)),
          () -> repeat(manager, own -> patches(own, little, small)),
          samples / 2,
          samples);
      PairedTimes batch = new PairedTimes(Device.cpu());
      batch.measure(
          () -> repeat(manager, own -> patches(own, ours.batch(own, Split.TRAIN, 0), large)),
          () -> repeat(manager, own -> patches(own, other.batch(own, Split.TRAIN, 0), small)),
          samples / 2,
          samples);
      String what = large + "²: time of 10 patches of 50²";
      double full = 4.0 * large * large / MEGABYTE;
      return List.of(
          read.row(name(), what, canvas, reads),
          batch.row(name(), what + ", and of view and scene", canvas, reads),
          BenchRow.lowerIsBetter(
              name(), large + "²: memory of both", megabytes, full, "full canvas, float32", "MB"));
    }
  }

  private static Dataset open(int side) {
    return Setups.megapixelMnist(new ImageOptions(side, side, 1, 1, 1, (double) VIEW / side), 50);
  }

  private void repeat(NDManager manager, Consumer<NDManager> read) {
    for (int i = 0; i < reads; i++) {
      try (NDManager own = manager.newSubManager()) {
        read.accept(own);
      }
    }
  }

  /** Reads a patch around each digit, and one far from it. */
  private static NDArray patches(NDManager own, Batch batch, int side) {
    long[] origins = new long[2 * PATCHES];
    for (int i = 0; i < PATCHES; i++) {
      float[] box = batch.boxes()[0][i / 2];
      for (int axis = 0; axis < 2; axis++) {
        long first = (long) (box[axis] * side) - PATCH / 4;
        origins[2 * i + axis] = i % 2 == 0 ? first : (first + side / 2) % side;
      }
    }
    NDArray at = own.create(origins, new Shape(1, PATCHES, 2));
    return batch.views().source().crop(at, PATCH, PATCH, Border.ZERO);
  }

  /** Returns the memory to create a batch and read its patches, MB. */
  private double memory(Dataset dataset) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double resident = Memory.residentMb();
    long heap = threads.getCurrentThreadAllocatedBytes();
    try (NDManager own = NDManager.newBaseManager(Device.cpu())) {
      patches(own, dataset.batch(own, Split.TRAIN, 0), large);
      double allocated = (threads.getCurrentThreadAllocatedBytes() - heap) / MEGABYTE;
      double grown = Math.max(0, Memory.residentMb() - resident) * 1024 * 1024 / MEGABYTE;
      return allocated + (Double.isNaN(grown) ? 0 : grown);
    }
  }
}
