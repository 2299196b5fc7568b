package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class RenderingTest {

  @Test
  void eachPieceIsDoneOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(1000);
    Rendering.each(1000, done::incrementAndGet);
    for (int i = 0; i < 1000; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  /** Two pieces that wait for each other can only be done by two threads. */
  @Test
  void piecesAreDoneAtTheSameTimeWhereThereAreThreads() {
    org.junit.jupiter.api.Assumptions.assumeTrue(ForkJoinPool.getCommonPoolParallelism() > 1);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    Rendering.each(
        2,
        piece -> {
          threads.add(Thread.currentThread());
          both.countDown();
          try {
            assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(threads).hasSize(2);
  }
}
