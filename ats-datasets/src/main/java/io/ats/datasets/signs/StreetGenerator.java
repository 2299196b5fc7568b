package io.ats.datasets.signs;

import io.ats.core.data.Split;
import io.ats.datasets.random.Streams;
import io.ats.datasets.signs.Street.Prop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws at random what each image shows, a function of seed, split and index alone. */
final class StreetGenerator {

  /** Tries to place one more sign before it is left out. */
  private static final int TRIES = 50;

  private final TrafficSignsOptions options;
  private final long seed;

  StreetGenerator(TrafficSignsOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /** Returns what an image shows. */
  Street street(Split split, int index) {
    RandomGenerator random = Streams.image(seed, split, index);
    SpeedLimit limit =
        random.nextDouble() < options.none()
            ? SpeedLimit.NONE
            : SpeedLimit.values()[random.nextInt(SignFace.LIMITS)];
    List<Signpost> signs = new ArrayList<>();
    if (limit != SpeedLimit.NONE) {
      signs.add(sign(random, SignFace.of(limit)));
    }
    int others = random.nextInt(options.distractors() + 1);
    for (int i = 0; i < others; i++) {
      SignFace face = SignFace.other(random.nextInt(SignFace.values().length - SignFace.LIMITS));
      for (int draw = 0; draw < TRIES; draw++) {
        Signpost other = sign(random, face);
        if (signs.stream().allMatch(other::isApart)) {
          signs.add(other);
          break;
        }
      }
    }
    Collections.reverse(signs); // The deciding one is drawn over the others' posts.
    return new Street(random.nextInt(options.streets()), props(random), signs, limit);
  }

  private Signpost sign(RandomGenerator random, SignFace face) {
    double size = options.signMin() + (options.signMax() - options.signMin()) * random.nextDouble();
    double diameter = size * options.height();
    int edge = (int) Math.ceil(diameter / 2);
    return new Signpost(
        face,
        diameter,
        (int) (options.height() * random.nextDouble(0.3, 0.65)),
        random.nextInt(edge, options.width() - edge),
        Math.toRadians(options.tilt()) * (2 * random.nextDouble() - 1),
        Math.toRadians(options.turn()) * random.nextDouble(),
        options.blur() * random.nextDouble() * diameter,
        options.dirt(),
        random.nextLong());
  }

  private List<Prop> props(RandomGenerator random) {
    List<Prop> props = new ArrayList<>();
    for (int i = 0; i < options.props(); i++) {
      int picture = random.nextInt(StreetArt.PROPS);
      double ground = StreetArt.kind(picture).ground(random.nextDouble());
      props.add(
          new Prop(
              picture,
              (int) Math.round(ground * options.height()),
              random.nextInt(options.width())));
    }
    props.sort(Comparator.comparingInt(Prop::bottom));
    return props;
  }
}
