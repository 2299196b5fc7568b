package io.ats.core.source;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Work on the host for each of several images or patches. */
public final class Rendering {

  private Rendering() {}

  /**
   * Does the work for {@code 0..count−1}, in parallel where this process has more than one thread
   * for it (the common pool's parallelism). Each is to write to a place of its own.
   */
  public static void each(int count, IntConsumer work) {
    IntStream all = IntStream.range(0, count);
    // With one thread or none, waiting for the pool is of no use, and without any it can be
    // forever.
    (ForkJoinPool.getCommonPoolParallelism() > 1 ? all.parallel() : all).forEach(work);
  }
}
