package io.ats.experiments.run;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Does some work beside the training whenever it was asked for, but not at once: all requests
 * within a pause are one, and the pause is at least nine times as long as the work took. It takes
 * one core, also where the work would use all: those are the training's.
 */
final class Refresher implements AutoCloseable {

  private static final long PAUSE_MILLIS = 5_000;
  private static final long SHARE = 9;

  private final Runnable work;
  private final ScheduledThreadPoolExecutor pool;
  private final ForkJoinPool alone = new ForkJoinPool(1);
  private final long least;
  private long pause;
  private boolean planned;

  Refresher(Runnable work) {
    this(work, PAUSE_MILLIS);
  }

  Refresher(Runnable work, long pauseMillis) {
    this.work = work;
    least = pauseMillis;
    pause = pauseMillis;
    pool =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "report");
              thread.setDaemon(true);
              return thread;
            });
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Asks for the work; returns at once. */
  synchronized void request() {
    if (!planned && !pool.isShutdown()) {
      planned = true;
      pool.schedule(this::refresh, pause, TimeUnit.MILLISECONDS);
    }
  }

  private void refresh() {
    synchronized (this) {
      planned = false;
    }
    long start = System.nanoTime();
    alone.submit(work).join();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    synchronized (this) {
      pause = Math.max(least, SHARE * took);
    }
  }

  /** Drops what was asked for and not begun, and waits for what was begun. */
  @Override
  public void close() {
    pool.shutdown();
    try {
      while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        continue;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    alone.shutdown();
  }
}
