package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TileCacheTest {

  private static TileCache.Key key(int column) {
    return new TileCache.Key("image", 0, 0, column);
  }

  @Test
  void theTileUsedLongestAgoIsForgotten() {
    TileCache cache = new TileCache(1);
    AtomicInteger decoded = new AtomicInteger();
    for (int column : new int[] {0, 1, 0, 2, 0, 1}) { // Two of these fit.
      cache.get(
          key(column),
          () -> {
            decoded.incrementAndGet();
            return new byte[400_000];
          });
    }
    assertThat(decoded).hasValue(4); // 0, 1, 2, and 1 again
    assertThat(cache.bytes()).isBetween(800_000L, 1_000_000L);
    cache.forget("image");
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void aTileThatFailsFailsForAllAndIsTriedAgain() {
    TileCache cache = new TileCache(1);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  cache.get(
                      key(0),
                      () -> {
                        throw new IllegalStateException("damaged");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("damaged");
    }
    assertThat(cache.get(key(0), () -> new byte[] {7})).containsExactly(7);
  }

  @Test
  void differentTilesAreDecodedAtTheSameTimeAndTheSameOnce() throws Exception {
    TileCache cache = new TileCache(1);
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger decoded = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<byte[]>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () ->
                              cache.get(
                                  key(i % 2),
                                  () -> {
                                    decoded.incrementAndGet();
                                    both.countDown();
                                    await(both); // Ends only if the other is decoded too.
                                    return new byte[] {(byte) (i % 2)};
                                  }),
                          threads))
              .toList();
      for (int i = 0; i < 8; i++) {
        assertThat(all.get(i).get(20, TimeUnit.SECONDS)).containsExactly(i % 2);
      }
      assertThat(decoded).hasValue(2);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
