package io.ats.datasets.marines;

import java.util.random.RandomGenerator;

/**
 * How many units of each kind are alive on an image.
 *
 * <p>Natural: with probability {@code decided} the battle is over, and one side, either with
 * probability 1/2, has no units. Each other kind starts with a number uniform on {@code 0..M}, and
 * a number uniform on 0 to all of these is left. So a kind has {@code k} units with probability
 *
 * <pre>P(k) = decided/2·[k = 0] + (1 − decided/2)·Σ_{n=k..M} 1/((M+1)(n+1))</pre>
 *
 * <p>Weighted: the number of marines is uniform on {@code 0..M}, and given that number the other
 * kinds are distributed naturally. A sampler that draws natural images with weights {@code 1/P(k)}
 * sees the same.
 */
final class Census {

  private final int most;
  private final double decided;

  /**
   * Sets the distribution.
   *
   * @param most {@code M}
   * @param decided the fraction of battles that are over
   */
  Census(int most, double decided) {
    this.most = most;
    this.decided = decided;
  }

  /** Draws the number of each kind from the natural distribution. */
  int[] natural(RandomGenerator random) {
    Side gone = null;
    if (random.nextDouble() < decided) {
      gone = random.nextBoolean() ? Side.TROOPS : Side.SWARM;
    }
    int[] alive = new int[UnitKind.values().length];
    for (UnitKind kind : UnitKind.values()) {
      if (kind.side() != gone) {
        alive[kind.ordinal()] = random.nextInt(1 + random.nextInt(most + 1));
      }
    }
    return alive;
  }

  /**
   * Draws the number of each kind from the weighted distribution: a number of marines, then natural
   * numbers until they have it. For {@code M} marines, the rarest, that takes {@code (M+1)²/(1 −
   * decided/2)} draws on average.
   */
  int[] weighted(RandomGenerator random) {
    int marines = random.nextInt(most + 1);
    int[] alive = natural(random);
    while (alive[UnitKind.MARINE.ordinal()] != marines) {
      alive = natural(random);
    }
    return alive;
  }
}
