package io.ats.datasets.lymphoma;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.lymphoma.Tissue.Cell;
import io.ats.datasets.lymphoma.Tissue.Region;
import io.ats.datasets.random.Streams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Draws at random what each image shows, a function of seed, split and index alone. Nuclei of all
 * images are packed alike; in the foci some are marked.
 */
final class TissueGenerator {

  /** From a nucleus to the next, in diameters. */
  private static final double SPACING = 1.12;

  /** How far a nucleus is moved off its place in the packing along each axis, in diameters. */
  private static final double JITTER = 0.22;

  /** Share of places without a nucleus. */
  private static final double HOLES = 0.08;

  private static final int TRIES = 10_000;

  /**
   * A disc in which some nuclei are no common lymphocytes, most of these of the image's lymphoma.
   *
   * @param row of its centre, pixels
   * @param column of its centre, pixels
   * @param radius in pixels
   */
  private record Focus(double row, double column, double radius) {

    double distance(double otherRow, double otherColumn) {
      return Math.hypot(otherRow - row, otherColumn - column);
    }
  }

  private final LymphomaOptions options;
  private final long seed;

  TissueGenerator(LymphomaOptions options, long seed) {
    this.options = options;
    this.seed = seed;
  }

  /** Returns an image's class. */
  Subtype subtype(Split split, int index) {
    return subtype(Streams.image(seed, split, index));
  }

  private static Subtype subtype(RandomGenerator random) {
    return Subtype.values()[random.nextInt(Subtype.values().length)];
  }

  /** Returns what an image shows. */
  Tissue tissue(Split split, int index) {
    RandomGenerator random = Streams.image(seed, split, index);
    Subtype subtype = subtype(random);
    int ground = random.nextInt(options.grounds());
    int magnification = random.nextInt(options.magnifications());
    List<Focus> foci = foci(random);
    int diameter = options.diameter(magnification);
    List<double[]> places = places(diameter, random);
    List<Cell> cells = new ArrayList<>();
    List<Region> regions = new ArrayList<>();
    for (Focus focus : foci) {
      List<double[]> inside =
          new ArrayList<>(
              places.stream()
                  .filter(at -> focus.distance(at[0], at[1]) <= focus.radius())
                  .toList());
      places.removeAll(inside);
      Collections.shuffle(inside, new Random(random.nextLong()));
      List<Optional<Subtype>> marks = marks(subtype, inside.size());
      List<Cell> marked = new ArrayList<>();
      for (int i = 0; i < inside.size(); i++) {
        Cell cell = cell(marks.get(i), inside.get(i), random);
        cells.add(cell);
        if (cell.mark().isPresent()) {
          marked.add(cell);
        }
      }
      regions.add(Region.around(marked, diameter));
    }
    places.forEach(at -> cells.add(cell(Optional.empty(), at, random)));
    Collections.shuffle(cells, new Random(random.nextLong()));
    return new Tissue(subtype, ground, magnification, List.copyOf(cells), List.copyOf(regions));
  }

  private static Cell cell(Optional<Subtype> mark, double[] at, RandomGenerator random) {
    int variant = random.nextInt(TissueArt.VARIANTS);
    return new Cell(mark, variant, (int) Math.round(at[0]), (int) Math.round(at[1]));
  }

  /** Returns the marks of a focus's nuclei: of the image's lymphoma, of the two others, none. */
  private List<Optional<Subtype>> marks(Subtype subtype, int nuclei) {
    int marked = Math.max(1, (int) Math.round(options.marked() * nuclei));
    int most = marked / 2 + 1; // more than all others, also of few
    int own = Math.min(marked, Math.max(most, (int) Math.round(options.purity() * marked)));
    List<Optional<Subtype>> marks = new ArrayList<>(Collections.nCopies(own, Optional.of(subtype)));
    int kinds = Subtype.values().length;
    for (int i = own; i < marked; i++) {
      int other = (subtype.ordinal() + 1 + i % (kinds - 1)) % kinds;
      marks.add(Optional.of(Subtype.values()[other]));
    }
    while (marks.size() < nuclei) {
      marks.add(Optional.empty());
    }
    return marks;
  }

  /** Returns rows and columns of all nuclei: a hexagonal packing, disturbed. */
  private List<double[]> places(int diameter, RandomGenerator random) {
    double across = SPACING * diameter;
    double down = across * Math.sqrt(3) / 2;
    List<double[]> places = new ArrayList<>();
    int rows = (int) Math.ceil(options.wholeHeight() / down) + 1;
    int columns = (int) Math.ceil(options.wholeWidth() / across) + 1;
    double top = -random.nextDouble(down);
    double left = -random.nextDouble(across);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double row = top + i * down + diameter * random.nextDouble(-JITTER, JITTER);
        double column =
            left + (j + i % 2 / 2.0) * across + diameter * random.nextDouble(-JITTER, JITTER);
        if (random.nextDouble() >= HOLES) {
          places.add(new double[] {row, column});
        }
      }
    }
    return places;
  }

  private List<Focus> foci(RandomGenerator random) {
    int count = random.nextInt(options.minFoci(), options.maxFoci() + 1);
    List<Focus> foci = new ArrayList<>();
    for (int draw = 0; foci.size() < count; draw++) {
      if (draw == TRIES) {
        throw new OptionException(
            "no place found for one more than %d foci; lower max-foci or focus-size"
                .formatted(foci.size()));
      }
      Focus focus = focus(random);
      if (foci.stream().allMatch(f -> f.distance(focus.row(), focus.column()) >= options.apart())) {
        foci.add(focus);
      }
    }
    return foci;
  }

  /** Returns a focus whose box lies within every crop, uniformly. */
  private Focus focus(RandomGenerator random) {
    double reach = options.apart() / 2;
    int height = options.height();
    int width = options.width();
    double row = random.nextDouble(options.wholeHeight() - height + reach, height - reach);
    double column = random.nextDouble(options.wholeWidth() - width + reach, width - reach);
    return new Focus(row, column, options.focusRadius());
  }
}
