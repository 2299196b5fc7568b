package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.experiments.cli.Main;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceTest {

  private static final Resolver RESOLVER = Main.injector(List.of()).getInstance(Resolver.class);

  /** Says the labels of training images, and which images batches have. */
  private record Labelled(Dataset images, int[] labels, List<int[]> read) implements Dataset {

    @Override
    public ImageSpec image() {
      return images.image();
    }

    @Override
    public Task task() {
      return images.task();
    }

    @Override
    public int size(Split split) {
      return split == Split.TRAIN ? labels.length : images.size(split);
    }

    @Override
    public float[] label(Split split, int index) {
      return split == Split.TRAIN ? new float[] {labels[index]} : images.label(split, index);
    }

    @Override
    public String origin() {
      return "";
    }

    @Override
    public String checksum() {
      return "";
    }

    @Override
    public Batch batch(NDManager manager, Split split, int... indices) {
      Batch batch = images.batch(manager, split, indices);
      if (split != Split.TRAIN) {
        return batch;
      }
      read.add(indices);
      long[] own = IntStream.of(indices).mapToLong(i -> labels[i]).toArray();
      return new Batch(batch.views(), manager.create(own), batch.boxes());
    }
  }

  private static Assembly assembly(String training) {
    String text =
        """
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 12, validation: 2, test: 2, noise: 2, view-scale: 0.25}
        selector: {name: all-patches, patch-size: 56}
        encoder: {name: lenet, channels: 4}
        aggregator: {name: mean}
        training: {batch-size: 3, clip-norm: 0, optimizer: sgd, %s}
        """
            .formatted(training);
    return new Assembly(RESOLVER.resolve(ConfigNode.parse(text, "test")));
  }

  private static Labelled labelled(Assembly assembly, int... labels) {
    return new Labelled(assembly.open(), labels, new ArrayList<>());
  }

  @Test
  void weightsMakeEveryClassCountAlike() {
    Balance balance = new Balance(labelled(assembly(""), 0, 0, 0, 0, 0, 0, 3, 3, 7));
    List<Double> weights = balance.weights();
    assertThat(weights).hasSize(10);
    assertThat(weights.get(0)).isCloseTo(9.0 / (3 * 6), within(1e-12));
    assertThat(weights.get(3)).isCloseTo(9.0 / (3 * 2), within(1e-12));
    assertThat(weights.get(7)).isCloseTo(9.0 / (3 * 1), within(1e-12));
    assertThat(weights.get(1)).isZero();
    assertThat(6 * weights.get(0) + 2 * weights.get(3) + weights.get(7)).isCloseTo(9, within(1e-9));
  }

  @Test
  void aDrawHasEveryClassAsOften() {
    int[] labels =
        IntStream.range(0, 1200).map(i -> i % 12 == 0 ? 2 : i % 12 < 3 ? 5 : 9).toArray();
    Balance balance = new Balance(labelled(assembly(""), labels));
    int[] drawn = balance.draw(new SplittableRandom(1));
    assertThat(drawn).hasSize(1200);
    for (int label : new int[] {2, 5, 9}) {
      // The standard deviation is 16.
      assertThat(IntStream.of(drawn).filter(i -> labels[i] == label).count()).isBetween(340L, 460L);
    }
    assertThat(Arrays.stream(drawn).distinct().count()).isGreaterThan(500);
    assertThat(balance.draw(new SplittableRandom(1))).isEqualTo(drawn);
    assertThat(balance.draw(new SplittableRandom(2))).isNotEqualTo(drawn);
  }

  private static Map<String, float[]> floats(Map<String, NDArray> arrays) {
    Map<String, float[]> floats = new LinkedHashMap<>();
    arrays.forEach((name, array) -> floats.put(name, array.toFloatArray()));
    return floats;
  }

  private static Map<String, float[]> gradients(
      String training, List<Double> weights, int... images) {
    Assembly assembly = assembly(training);
    Labelled data = labelled(assembly, 4, 4, 6);
    try (Learner learner = assembly.learner(Device.cpu());
        NDManager own = learner.manager().newSubManager()) {
      if (!weights.isEmpty()) {
        learner.weigh(weights);
      }
      Batch batch = data.batch(own, Split.TRAIN, images);
      learner.backward(batch.views(), batch.labels(), 1, 0.5);
      return floats(learner.gradients(own));
    }
  }

  /** Two images of one class and one of another, weighted, and the latter twice. */
  @ParameterizedTest
  @ValueSource(strings = {"", "recompute: 3"})
  void weightsAreAsImagesThatAreThereMoreOften(String training) {
    List<Double> weights = new Balance(labelled(assembly(""), 4, 4, 6)).weights();
    Map<String, float[]> expected = gradients("", List.of(), 0, 1, 2, 2);
    Map<String, float[]> plain = gradients("", List.of(), 0, 1, 2);
    Map<String, float[]> found = gradients(training, weights, 0, 1, 2);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    double differs = 0;
    for (String name : found.keySet()) {
      for (int i = 0; i < found.get(name).length; i++) {
        assertThat(found.get(name)[i]).as(name).isCloseTo(expected.get(name)[i], within(1e-5f));
        differs = Math.max(differs, Math.abs(plain.get(name)[i] - expected.get(name)[i]));
      }
    }
    assertThat(differs).isGreaterThan(1e-3);
  }

  /** Trains from an epoch on; returns the values, and the images of all batches. */
  private static Map<String, float[]> trained(
      String balance, Learner learner, int done, List<int[]> read) throws IOException {
    Assembly assembly = assembly("epochs: 2, balance: " + balance);
    Labelled data = labelled(assembly, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3);
    assembly.loop(data, List.of()).run(learner, done);
    read.addAll(data.read);
    return floats(learner.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sampling", "weights", "none"})
  void aTrainingThatIsResumedIsTheSame(String balance) throws IOException {
    Assembly assembly = assembly("epochs: 1, balance: " + balance);
    List<int[]> all = new ArrayList<>();
    List<int[]> second = new ArrayList<>();
    try (Learner through = assembly.learner(Device.cpu());
        Learner begun = assembly.learner(Device.cpu());
        Learner resumed = assembly.learner(Device.cpu())) {
      Map<String, float[]> expected = trained(balance, through, 0, all);
      Labelled data = labelled(assembly, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3);
      assembly.loop(data, List.of()).run(begun, 0);
      resumed.setValues(begun.values());
      resumed.setMoments(begun.moments(), begun.steps());
      Map<String, float[]> found = trained(balance, resumed, 1, second);
      expected.forEach((name, values) -> assertThat(found.get(name)).as(name).isEqualTo(values));
    }
    assertThat(all).hasSize(8);
    assertThat(second).usingRecursiveComparison().isEqualTo(all.subList(4, 8));
    int[] epoch = second.stream().flatMapToInt(IntStream::of).sorted().toArray();
    boolean once = Arrays.equals(epoch, IntStream.range(0, 12).toArray());
    assertThat(once).isEqualTo(!balance.equals("sampling"));
  }
}
