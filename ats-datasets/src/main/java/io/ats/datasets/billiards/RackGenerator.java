package io.ats.datasets.billiards;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.billiards.Rack.Ball;
import io.ats.datasets.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws at random what each image shows, a function of seed, split and index alone. Numbers are
 * independent and uniform on 1..9, so class {@code k} of 0..8 has probability {@code (2k+1)/81},
 * the highest 17/81 = 21.0 %.
 */
final class RackGenerator {

  /** Minimum distance of two balls' centres, in diameters. */
  private static final double SPACING = 1.15;

  /** Tries per ball before the rack is started again, and racks tried before giving up. */
  private static final int TRIES = 200;

  private final BilliardsOptions options;
  private final long seed;

  RackGenerator(BilliardsOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /** Returns a ball's diameter in pixels. */
  static int diameter(int height, int width, double ballSize) {
    return (int) Math.round(Math.min(height, width) * ballSize);
  }

  /**
   * Checks that random placement will succeed: the squares that balls keep free may fill at most
   * half of the area where their centres may lie.
   *
   * @throws OptionException if the table is too small
   */
  static void check(int height, int width, double ballSize, int balls) {
    int diameter = diameter(height, width, ballSize);
    if (diameter < 4) {
      throw new OptionException(
          String.format(
              "ball-size %s gives balls of %d pixels on an image of height %d and width %d, expected"
                  + " at least 4; raise ball-size or the image",
              ballSize, diameter, height, width));
    }
    int margin = margin(height, width, diameter);
    double room = Math.max(0.0, height - 2 * margin) * Math.max(0, width - 2 * margin);
    double needed = balls * Math.pow(SPACING * diameter, 2);
    if (needed > 0.5 * room) {
      throw new OptionException(
          String.format(
              "max-balls %d with ball-size %s do not fit apart on a table of height %d and width %d;"
                  + " lower max-balls or ball-size",
              balls, ballSize, height, width));
    }
  }

  /** Returns the minimum distance of a centre from the image's edge, pixels. */
  private static int margin(int height, int width, int diameter) {
    return BilliardsArt.cushion(height, width) + (diameter + 1) / 2;
  }

  /** Returns what an image shows. */
  Rack rack(Split split, int index) {
    RandomGenerator random = Streams.image(seed, split, index);
    int table = random.nextInt(options.tables());
    int count = random.nextInt(options.minBalls(), options.maxBalls() + 1);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Rack rack = new Rack(table, place(random, count));
      if (rack.balls().size() == count && isUnambiguous(rack)) {
        return rack;
      }
    }
    throw new OptionException(
        String.format(
            "no place found for %d balls of ball-size %s; lower max-balls or ball-size",
            count, options.ballSize()));
  }

  /**
   * Places balls one after the other, uniformly where they keep apart; fewer if one finds no place.
   */
  private List<Ball> place(RandomGenerator random, int count) {
    int diameter = diameter(options.height(), options.width(), options.ballSize());
    int margin = margin(options.height(), options.width(), diameter);
    List<Ball> balls = new ArrayList<>();
    for (int draw = 0; balls.size() < count && draw < TRIES; draw++) {
      Ball ball =
          new Ball(
              1 + random.nextInt(Rack.NUMBERS),
              random.nextInt(BilliardsArt.COLOURS),
              random.nextInt(BilliardsArt.VARIANTS),
              random.nextInt(margin, options.height() - margin),
              random.nextInt(margin, options.width() - margin));
      if (balls.stream().allMatch(other -> isApart(ball, other, SPACING * diameter))) {
        balls.add(ball);
        draw = -1;
      }
    }
    return balls;
  }

  private static boolean isApart(Ball a, Ball b, double distance) {
    return Math.hypot(a.row() - b.row(), a.column() - b.column()) >= distance;
  }

  /** Returns whether no two balls are both leftmost or both rightmost. */
  private static boolean isUnambiguous(Rack rack) {
    long left = rack.balls().stream().filter(b -> b.column() == rack.leftmost().column()).count();
    long right = rack.balls().stream().filter(b -> b.column() == rack.rightmost().column()).count();
    return left == 1 && right == 1;
  }
}
