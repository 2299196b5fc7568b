package io.ats.core.nts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreedySuppressionTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  /** The plain procedure: the best, without those it overlaps; then the best dropped ones. */
  static long[] plain(float[] scores, float[][] boxes, boolean[] inside, int count, double most) {
    List<Integer> order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing((Integer d) -> !inside[d]).thenComparing(d -> -scores[d]))
            .toList();
    List<Integer> taken = new ArrayList<>();
    List<Integer> left = new ArrayList<>(order.stream().filter(d -> inside[d]).toList());
    while (!left.isEmpty()) {
      int best = left.get(0);
      taken.add(best);
      left.removeIf(d -> overlap(boxes[best], boxes[d]) >= most);
    }
    order.stream().filter(d -> inside[d] && !taken.contains(d)).forEach(taken::add);
    return taken.stream().limit(count).mapToLong(d -> d).toArray();
  }

  private static double overlap(float[] a, float[] b) {
    double height = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
    double width = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
    double both = height * width;
    return both / (area(a) + area(b) - both);
  }

  private static double area(float[] box) {
    return (double) (box[2] - box[0]) * (box[3] - box[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "200,6,0.25,1",
    "200,6,0.05,0.5",
    "40,12,0.25,0.7",
    "9,9,0.01,1",
    "3,1,0.25,1",
    "500,20,1,1"
  })
  void bruteForceOnRandomBoxes(int size, int count, double most, double share) {
    Random random = new Random(size + count);
    for (int trial = 0; trial < 10; trial++) {
      int batch = 3;
      float[][] scores = new float[batch][size];
      float[][][] boxes = new float[batch][size][];
      boolean[][] inside = new boolean[batch][size];
      float[] flatScores = new float[batch * size];
      float[] flatBoxes = new float[batch * size * 4];
      float[] flatInside = new float[batch * size];
      Set<Float> different = new HashSet<>();
      for (int i = 0; i < batch * size; i++) {
        float top = random.nextFloat() - 0.2f;
        float left = random.nextFloat() - 0.2f;
        float[] box = {
          top, left, top + 0.05f + random.nextFloat() / 2, left + 0.05f + random.nextFloat() / 2
        };
        boxes[i / size][i % size] = box;
        System.arraycopy(box, 0, flatBoxes, 4 * i, 4);
        do {
          scores[i / size][i % size] = flatScores[i] = 10 * random.nextFloat() - 5;
        } while (!different.add(flatScores[i])); // which of two equal ones is first is left open
        boolean there = i % size < count || random.nextDouble() < share;
        inside[i / size][i % size] = there;
        flatInside[i] = there ? 1 : 0;
      }
      NDArray mask = manager.create(flatInside, new Shape(batch, size));
      NDArray found =
          GreedySuppression.select(
              manager.create(flatScores, new Shape(batch, size)),
              manager.create(flatBoxes, new Shape(batch, size, 4)),
              share < 1 ? Optional.of(mask) : Optional.empty(),
              count,
              most);
      for (int b = 0; b < batch; b++) {
        assertThat(found.get(b).toLongArray())
            .isEqualTo(plain(scores[b], boxes[b], inside[b], count, most));
      }
    }
  }
}
