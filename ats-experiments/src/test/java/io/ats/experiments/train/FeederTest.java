package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.source.TensorSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeederTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final List<NDManager> owners = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> seeds = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch third = new CountDownLatch(3);

  @AfterEach
  void close() {
    manager.close();
  }

  /** Image {@code i} is labelled {@code i}; image 100 cannot be read. */
  private final class Numbers implements Dataset {
    @Override
    public ImageSpec image() {
      return new ImageSpec(1, 4, 4, 2, 2);
    }

    @Override
    public Task task() {
      return new Task("number", 200, false);
    }

    @Override
    public int size(Split split) {
      return 200;
    }

    @Override
    public String origin() {
      return "numbers";
    }

    @Override
    public String checksum() {
      return "";
    }

    @Override
    public Batch batch(NDManager own, Split split, int... indices) {
      owners.add(own);
      third.countDown();
      for (int index : indices) {
        if (index == 100) {
          throw new OptionException("image 100 cannot be read");
        }
      }
      Views views =
          new Views(
              own.zeros(new Shape(indices.length, 1, 2, 2)),
              new TensorSource(own.zeros(new Shape(indices.length, 1, 4, 4))));
      return new Batch(views, own.create(indices), new float[indices.length][0][]);
    }

    @Override
    public Batch trainingBatch(NDManager own, long seed, int... indices) {
      seeds.add(seed);
      return batch(own, Split.TRAIN, indices);
    }
  }

  private Feeder feeder(int... firsts) {
    List<int[]> batches =
        IntStream.of(firsts).mapToObj(first -> new int[] {first, first + 1}).toList();
    return new Feeder(manager, new Numbers(), 9, batches);
  }

  @Test
  void batchesComeInOrderAndAreFreedWithTheirStep() {
    int[] firsts = IntStream.range(0, 20).map(i -> (7 * i) % 60).toArray();
    try (Feeder feeder = feeder(firsts)) {
      for (int first : firsts) {
        try (Feeder.Fed fed = feeder.next()) {
          assertThat(fed.batch().labels().toIntArray()).containsExactly(first, first + 1);
          assertThat(fed.batch().labels().getManager()).isSameAs(fed.manager());
          assertThat(fed.manager().isOpen()).isTrue();
        }
      }
    }
    assertThat(owners).hasSize(20).noneMatch(NDManager::isOpen);
    assertThat(seeds).hasSize(20).containsOnly(9L);
  }

  @Test
  void atMostTwoAreAhead() throws InterruptedException {
    try (Feeder feeder = feeder(0, 2, 4, 6, 8)) {
      assertThat(third.await(300, TimeUnit.MILLISECONDS)).as("a third before the first").isFalse();
      feeder.next().close();
      assertThat(third.await(30, TimeUnit.SECONDS)).as("a third after the first").isTrue();
    }
    assertThat(owners).hasSizeLessThanOrEqualTo(3).noneMatch(NDManager::isOpen);
  }

  @Test
  void whatABatchFailsOfIsThrownInItsTurn() {
    try (Feeder feeder = feeder(0, 100, 4)) {
      feeder.next().close();
      assertThatThrownBy(feeder::next)
          .isInstanceOf(OptionException.class)
          .hasMessage("image 100 cannot be read");
    }
    assertThat(owners).noneMatch(NDManager::isOpen);
  }
}
