package io.ats.experiments.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * Looks every millisecond at what a thread does, so that the code itself is measured as it is. A
 * device is to wait for each operation, or the times are those of launching them.
 */
final class StepSampler implements AutoCloseable {

  private final Thread watched;
  private final Map<StepPart, Integer> seen = new EnumMap<>(StepPart.class);
  private final Thread sampler = new Thread(this::sample, "sampler");
  private volatile boolean stopped;

  /** Starts to look at a thread. */
  StepSampler(Thread watched) {
    this.watched = watched;
    sampler.setDaemon(true);
    sampler.start();
  }

  private void sample() {
    try {
      while (!stopped) {
        seen.merge(StepPart.of(watched.getStackTrace()), 1, Integer::sum);
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops. */
  @Override
  public void close() {
    stopped = true;
    try {
      sampler.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the share of each part's samples, in the parts' order; call after {@link #close}. */
  double[] shares() {
    double all = seen.values().stream().mapToInt(Integer::intValue).sum();
    double[] shares = new double[StepPart.values().length];
    seen.forEach((part, count) -> shares[part.ordinal()] = count / all);
    return shares;
  }
}
