package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefresherTest {

  @Test
  void manyRequestsAreOne() {
    AtomicInteger count = new AtomicInteger();
    try (Refresher refresher = new Refresher(count::incrementAndGet, TimeUnit.HOURS.toMillis(1))) {
      for (int i = 0; i < 300; i++) {
        refresher.request();
      }
    }
    assertThat(count).as("the last report is written by the run itself").hasValue(0);
  }

  @Test
  void aRequestDoesNotWaitForTheWork() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger count = new AtomicInteger();
    Runnable work =
        () -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          count.incrementAndGet();
        };
    try (Refresher refresher = new Refresher(work, 1)) {
      refresher.request();
      begun.await();
      refresher.request();
      assertThat(count).hasValue(0);
      goOn.countDown();
    }
    assertThat(count.get()).isBetween(1, 2);
  }

  @Test
  void workTakesOneCore() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch ended = new CountDownLatch(1);
    Runnable work =
        () -> {
          IntStream.range(0, 200).parallel().forEach(i -> threads.add(busy()));
          ended.countDown();
        };
    try (Refresher refresher = new Refresher(work, 1)) {
      refresher.request();
      ended.await();
    }
    assertThat(threads).hasSize(1);
  }

  private static Thread busy() {
    LockSupport.parkNanos(100_000);
    return Thread.currentThread();
  }
}
