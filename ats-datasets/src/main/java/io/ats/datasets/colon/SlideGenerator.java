package io.ats.datasets.colon;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.colon.Slide.Cell;
import io.ats.datasets.colon.Slide.Ring;
import io.ats.datasets.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws at random what each image shows, a function of seed, split and index alone. All images have
 * rings, one of which is lined with inflammatory nuclei: the others are lined with epithelial
 * nuclei in the positive images, with {@link NucleusKind#OTHERS} in the negative ones. So nothing
 * else depends on the class.
 */
final class SlideGenerator {

  /** Shares of the nuclei between the rings: inflammatory, fibroblasts, others. */
  private static final double INFLAMMATORY = 0.45;

  private static final double FIBROBLAST = 0.4;

  /** From a lining nucleus to the next, as a fraction of an epithelial nucleus's length. */
  private static final double LINING = 0.9;

  /** Least distance of the other nuclei, as a fraction of the same. */
  private static final double APART = 0.75;

  private static final int TRIES = 10_000;

  /** Places drawn for a nucleus between the rings, which is left out if all are taken. */
  private static final int PLACES = 20;

  private final ColonCancerOptions options;
  private final long seed;

  SlideGenerator(ColonCancerOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /** Returns an image's class. */
  int label(Split split, int index) {
    return label(Streams.image(seed, split, index));
  }

  private int label(RandomGenerator random) {
    return random.nextDouble() < options.positive() ? 1 : 0;
  }

  /** Returns what an image shows. */
  Slide slide(Split split, int index) {
    RandomGenerator random = Streams.image(seed, split, index);
    int label = label(random);
    int ground = random.nextInt(options.grounds());
    List<Ring> rings = rings(random);
    NucleusKind lining = label == 0 ? NucleusKind.OTHERS : NucleusKind.EPITHELIAL;
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < rings.size(); i++) {
      line(rings.get(i), i == 0 ? NucleusKind.INFLAMMATORY : lining, random, cells);
    }
    int count = random.nextInt(options.others() / 2, options.others() + 1);
    for (int i = 0; i < count; i++) {
      scatter(rings, random, cells);
    }
    return new Slide(ground, List.copyOf(rings), List.copyOf(cells));
  }

  private List<Ring> rings(RandomGenerator random) {
    int count = random.nextInt(2, options.rings() + 1);
    List<Ring> rings = new ArrayList<>();
    for (int draw = 0; rings.size() < count; draw++) {
      if (draw == TRIES) {
        throw new OptionException(
            "no place found for one more than %d rings; lower rings or nucleus-size"
                .formatted(rings.size()));
      }
      int variant = random.nextInt(SlideArt.RINGS);
      int radius = options.ringRadius(variant);
      Ring ring =
          new Ring(
              variant,
              random.nextInt(radius, options.height() - radius),
              random.nextInt(radius, options.width() - radius));
      if (rings.stream()
          .allMatch(
              other ->
                  Math.hypot(other.row() - ring.row(), other.column() - ring.column())
                      >= radius + options.ringRadius(other.variant()))) {
        rings.add(ring);
      }
    }
    return rings;
  }

  /** Lines a ring's plasma with nuclei whose longer axes point to its centre. */
  private void line(Ring ring, NucleusKind kind, RandomGenerator random, List<Cell> cells) {
    int size = options.nucleusSize();
    double radius = options.ringRadius(ring.variant()) - 0.75 * size;
    int count = (int) (2 * Math.PI * radius / (LINING * size));
    double first = random.nextDouble(2 * Math.PI);
    for (int i = 0; i < count; i++) {
      double at = first + 2 * Math.PI * (i + random.nextDouble(-0.1, 0.1)) / count;
      double away = radius + size * random.nextDouble(-0.15, 0.15);
      int heading = (int) Math.round(at / (2 * Math.PI) * SlideArt.HEADINGS);
      cells.add(
          new Cell(
              kind,
              Math.floorMod(heading, SlideArt.HEADINGS),
              random.nextInt(SlideArt.VARIANTS),
              (int) Math.round(ring.row() + away * Math.sin(at)),
              (int) Math.round(ring.column() + away * Math.cos(at))));
    }
  }

  private void scatter(List<Ring> rings, RandomGenerator random, List<Cell> cells) {
    double chosen = random.nextDouble();
    NucleusKind kind =
        chosen < INFLAMMATORY
            ? NucleusKind.INFLAMMATORY
            : chosen < INFLAMMATORY + FIBROBLAST ? NucleusKind.FIBROBLAST : NucleusKind.OTHERS;
    int heading = random.nextInt(SlideArt.HEADINGS);
    int variant = random.nextInt(SlideArt.VARIANTS);
    int size = options.nucleusSize();
    for (int draw = 0; draw < PLACES; draw++) {
      int row = size / 2 + random.nextInt(options.height() - size + 1);
      int column = size / 2 + random.nextInt(options.width() - size + 1);
      boolean free =
          rings.stream()
                  .allMatch(
                      ring ->
                          Math.hypot(ring.row() - row, ring.column() - column)
                              >= options.ringRadius(ring.variant()) + size / 2.0)
              && cells.stream()
                  .allMatch(
                      cell -> Math.hypot(cell.row() - row, cell.column() - column) >= APART * size);
      if (free) {
        cells.add(new Cell(kind, heading, variant, row, column));
        return;
      }
    }
  }
}
