package io.ats.experiments.train;

import ai.djl.ndarray.NDManager;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares the batches of an epoch, or the parts that they are trained in, ahead of the training
 * thread, in order and at most two at a time. What a batch holds depends on its indices and the
 * seed alone, so the numbers are those of a loop that prepares each when it needs it.
 */
final class Feeder implements AutoCloseable {

  private static final int AHEAD = 2;

  private final NDManager parent;
  private final Dataset dataset;
  private final long seed;
  private final Iterator<int[]> left;
  private volatile boolean closed;
  private final Deque<Future<Fed>> coming = new ArrayDeque<>();
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "feeder");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins to prepare.
   *
   * @param parent owns each batch's manager
   * @param seed of what the dataset changes at random in training images
   * @param batches the indices of the training images of each batch
   */
  Feeder(NDManager parent, Dataset dataset, long seed, List<int[]> batches) {
    this.parent = parent;
    this.dataset = dataset;
    this.seed = seed;
    left = batches.iterator();
    for (int i = 0; i < AHEAD; i++) {
      prepare();
    }
  }

  /**
   * A batch and the manager that owns it, which is to own all that its step computes; closing it
   * frees both.
   */
  record Fed(NDManager manager, Batch batch) implements AutoCloseable {
    @Override
    public void close() {
      manager.close();
    }
  }

  private void prepare() {
    if (left.hasNext()) {
      int[] indices = left.next();
      coming.add(background.submit(() -> fed(indices)));
    }
  }

  private Fed fed(int[] indices) {
    if (closed) {
      throw new CancellationException();
    }
    NDManager own = parent.newSubManager();
    try {
      return new Fed(own, dataset.trainingBatch(own, seed, indices));
    } catch (RuntimeException | Error e) {
      own.close();
      throw e;
    }
  }

  /** Returns the next batch, waiting for it if need be; the caller closes it. */
  Fed next() {
    try {
      Fed next = coming.remove().get();
      prepare();
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw (Error) e.getCause(); // a batch throws nothing checked
    }
  }

  /** Frees what was prepared and is not needed. */
  @Override
  public void close() {
    closed = true;
    background.shutdown();
    for (Future<Fed> each : coming) {
      try {
        each.get().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        // Of a batch that nobody asks for.
      }
    }
  }
}
