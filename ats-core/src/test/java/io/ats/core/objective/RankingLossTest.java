package io.ats.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Gradients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RankingLossTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray row(double... values) {
    return manager.create(values, new Shape(1, values.length));
  }

  private static double loss(NDArray loss) {
    return Pictures.doubles(loss)[0];
  }

  @Test
  void handMadeScores() {
    // Losses say: 1 before 0 before 2. Pairs (i,s), s more confident: (0,1), (2,1), (2,0).
    NDArray losses = row(0.5, 0.1, 2.0);
    assertThat(loss(RankingLoss.of(row(2, 4, 0), losses))).as("in order by 1 or more").isZero();
    assertThat(loss(RankingLoss.of(row(0, 0, 0), losses))).isCloseTo(3, within(1e-12));
    // 1−(0.4−1) + 1−(0.4−0) + 1−(1−0)
    assertThat(loss(RankingLoss.of(row(1, 0.4, 0), losses))).isCloseTo(2.2, within(1e-12));
    assertThat(loss(RankingLoss.of(row(3, 1, 2), row(1, 1, 1))))
        .as("equal confidence orders nothing")
        .isZero();
    assertThat(loss(RankingLoss.of(row(3), row(1)))).as("one part").isZero();
  }

  @Test
  void theDefinitionAndItsGradient() {
    int parts = 6;
    NDArray scores =
        manager.create(Pictures.random(1, 4 * parts), new Shape(4, parts)).mul(row(3).get(0));
    NDArray losses = manager.create(Pictures.random(2, 4 * parts), new Shape(4, parts));
    double[] s = Pictures.doubles(scores);
    double[] l = Pictures.doubles(losses);
    double expected = 0;
    double[] slope = new double[s.length];
    for (int b = 0; b < 4; b++) {
      for (int i = b * parts; i < (b + 1) * parts; i++) {
        for (int k = b * parts; k < (b + 1) * parts; k++) {
          if (l[k] < l[i] && 1 - (s[k] - s[i]) > 0) {
            expected += (1 - (s[k] - s[i])) / 4;
            slope[i] += 0.25;
            slope[k] -= 0.25;
          }
        }
      }
    }
    assertThat(loss(RankingLoss.of(scores, losses))).isCloseTo(expected, within(1e-4));
    double[] found = Gradients.of(at -> RankingLoss.of(at, losses), scores);
    assertThat(Gradients.distance(found, slope)).isLessThan(1e-5);
  }
}
