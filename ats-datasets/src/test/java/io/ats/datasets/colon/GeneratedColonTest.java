package io.ats.datasets.colon;

import static io.ats.datasets.scene.Pixels.assertPartOfWhole;
import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.colon.Slide.Cell;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.ViewReadout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GeneratedColonTest {

  private static final int SIDE = 250;
  private static final long SEED = 3;

  private static ColonCancerOptions options(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "height",
                SIDE,
                "width",
                SIDE,
                "nucleusSize",
                13,
                "boxSize",
                19,
                "rings",
                2,
                "others",
                40));
    all.putAll(values);
    return OptionRecords.with(ColonCancerOptions.DEFAULTS, all);
  }

  /** Tells what stands at a nucleus's place by the drawing that it equals most. */
  private static NucleusKind read(float[] image, SlideArt art, int row, int column) {
    NucleusKind best = null;
    double least = Double.POSITIVE_INFINITY;
    for (NucleusKind kind : NucleusKind.values()) {
      for (int i = 0; i < SlideArt.HEADINGS * SlideArt.VARIANTS; i++) {
        Sprite sprite = art.sprite(kind, i / SlideArt.VARIANTS, i % SlideArt.VARIANTS);
        double difference = difference(image, sprite, row, column);
        if (difference < least) {
          least = difference;
          best = kind;
        }
      }
    }
    return best;
  }

  private static double difference(float[] image, Sprite sprite, int row, int column) {
    int size = sprite.height();
    int area = size * size;
    double difference = 0;
    double weight = 0;
    for (int i = 0; i < area; i++) {
      double opacity = (sprite.pixels()[3 * area + i] & 255) / 255.0;
      int at = (row - size / 2 + i / size) * SIDE + column - size / 2 + i % size;
      for (int channel = 0; channel < 3; channel++) {
        double drawn = (sprite.pixels()[channel * area + i] & 255) / 255.0;
        double off = image[channel * SIDE * SIDE + at] - drawn;
        difference += opacity * off * off;
        weight += opacity;
      }
    }
    return difference / weight;
  }

  /**
   * Reads every nucleus off the image; the boxes are those of the epithelial ones, of which few are
   * hidden by the next.
   */
  @Test
  void labelsAndBoxesAreTheNucleiThatAreSeen() {
    ColonCancerOptions options = options(Map.of());
    SlideArt art = new SlideArt(options, SEED, Split.TEST);
    SlideGenerator slides = new SlideGenerator(options, SEED);
    GeneratedColon data = new GeneratedColon(options, SEED);
    Set<Integer> labels = new HashSet<>();
    Set<NucleusKind> kinds = new TreeSet<>();
    int hidden = 0;
    int all = 0;
    for (int index = 0; index < 20; index++) {
      LabelledScene image = data.scene(Split.TEST, index);
      float[] pixels = pixels(image.scene());
      Set<Integer> seen = new TreeSet<>();
      for (Cell cell : slides.slide(Split.TEST, index).cells()) {
        NucleusKind kind = read(pixels, art, cell.row(), cell.column());
        kinds.add(kind);
        if (kind == NucleusKind.EPITHELIAL) {
          seen.add(cell.row() * SIDE + cell.column());
        }
      }
      Set<Integer> boxed = new TreeSet<>();
      for (float[] box : image.boxes()) {
        double row = (box[0] + box[2]) / 2 * SIDE;
        double column = (box[1] + box[3]) / 2 * SIDE;
        assertThat(Math.round((box[2] - box[0]) * SIDE)).isEqualTo(19);
        assertThat(Math.round((box[3] - box[1]) * SIDE)).isEqualTo(19);
        boxed.add((int) Math.round(row) * SIDE + (int) Math.round(column));
      }
      for (int at : boxed) {
        boolean edge = // where boxes are moved, and their middles are no nuclei's
            Math.min(at / SIDE, at % SIDE) <= 10 || Math.max(at / SIDE, at % SIDE) >= 240;
        hidden += edge || seen.contains(at) ? 0 : 1;
        all++;
      }
      assertThat(seen).hasSizeLessThanOrEqualTo(boxed.size());
      assertThat(image.label()).containsExactly(seen.isEmpty() ? 0 : 1);
      assertThat(data.label(Split.TEST, index)).isEqualTo(image.label());
      labels.add((int) image.label()[0]);
    }
    assertThat(hidden / (double) all).isLessThan(0.04);
    assertThat(labels).containsExactlyInAnyOrder(0, 1);
    assertThat(kinds).containsExactly(NucleusKind.values());
  }

  /** But for the linings that are to be told apart, nothing depends on the label. */
  @Test
  void imagesOfBothLabelsHaveAsManyRingsAndInflammatoryNuclei() {
    SlideGenerator slides = new SlideGenerator(ColonCancerOptions.DEFAULTS, SEED);
    double[] rings = new double[2];
    double[] inflammatory = new double[2];
    double[] nuclei = new double[2];
    int[] images = new int[2];
    for (int i = 0; i < 400; i++) {
      Slide slide = slides.slide(Split.TRAIN, i);
      rings[slide.label()] += slide.rings().size();
      long lining =
          slide.cells().stream().filter(c -> c.kind() == NucleusKind.INFLAMMATORY).count();
      inflammatory[slide.label()] += lining;
      nuclei[slide.label()] += slide.cells().size();
      images[slide.label()]++;
      int size = ColonCancerOptions.DEFAULTS.nucleusSize();
      assertThat(slide.cells())
          .allMatch(cell -> Math.min(cell.row(), cell.column()) >= size / 2)
          .allMatch(cell -> Math.max(cell.row(), cell.column()) <= 500 - size / 2);
    }
    assertThat(images[1]).isBetween(160, 240);
    assertThat(rings[0] / images[0]).isBetween(2.35, 2.65);
    assertThat(rings[1] / images[1]).isBetween(2.35, 2.65);
    assertThat(inflammatory[0] / images[0])
        .isCloseTo(inflammatory[1] / images[1], withinPercentage(7));
    assertThat(nuclei[0] / images[0]).isCloseTo(nuclei[1] / images[1], withinPercentage(7));
  }

  /** Rings of all kinds look alike from afar: the label cannot be told from the view's colours. */
  @Test
  void theViewTellsNothingOfTheClass() {
    ColonCancerOptions options =
        options(
            Map.of(
                "height",
                300,
                "width",
                300,
                "nucleusSize",
                20,
                "boxSize",
                27,
                "rings",
                3,
                "others",
                60));
    assertThat(ViewReadout.gain(options, SEED, 300)).isLessThan(0.08);
  }

  /** What is drawn on training images is on no test image. */
  @Test
  void splitsShareNoDrawings() {
    Set<Integer> seen = new HashSet<>();
    int count = 0;
    for (Split split : Split.values()) {
      SlideArt art = new SlideArt(options(Map.of()), SEED, split);
      for (NucleusKind kind : NucleusKind.values()) {
        for (int i = 0; i < SlideArt.VARIANTS; i++) {
          seen.add(Arrays.hashCode(art.sprite(kind, 3, i).pixels()));
          count++;
        }
      }
    }
    assertThat(seen).hasSize(count);
  }

  @Test
  void boxesLieInTheImage() {
    GeneratedColon data = new GeneratedColon(options(Map.of("boxSize", 60)), SEED);
    int boxes = 0;
    for (int i = 0; i < 20; i++) {
      for (float[] box : data.scene(Split.TRAIN, i).boxes()) {
        assertThat(box[0]).isNotNegative().isLessThan(box[2]);
        assertThat(box[1]).isNotNegative().isLessThan(box[3]);
        assertThat(Math.max(box[2], box[3])).isLessThanOrEqualTo(1);
        boxes++;
      }
    }
    assertThat(boxes).isGreaterThan(50);
  }

  @Test
  void regionsEqualSlicesOfTheWholeImage() {
    Scene scene = new GeneratedColon(options(Map.of()), SEED).scene(Split.TRAIN, 0).scene();
    assertPartOfWhole(scene, 101, 90, 50, 70);
  }

  @Test
  void sameSeedSameImagesWhateverElseIsMade() {
    float[] image = image(options(Map.of()), SEED, Split.TRAIN);
    GeneratedColon again = new GeneratedColon(options(Map.of("test", 9)), SEED);
    again.scene(Split.TEST, 1);
    assertThat(pixels(again.scene(Split.TRAIN, 5).scene())).isEqualTo(image);
    assertThat(image(options(Map.of()), SEED, Split.TEST)).isNotEqualTo(image);
    assertThat(image(options(Map.of()), 4, Split.TRAIN)).isNotEqualTo(image);
  }

  private static float[] image(ColonCancerOptions options, long seed, Split split) {
    return pixels(new GeneratedColon(options, seed).scene(split, 5).scene());
  }

  @Test
  void checksumCoversSeedAndOptions() {
    Set<String> sums = new HashSet<>();
    sums.add(new GeneratedColon(options(Map.of()), SEED).checksum());
    assertThat(sums).contains(new GeneratedColon(options(Map.of()), SEED).checksum());
    sums.add(new GeneratedColon(options(Map.of()), 4).checksum());
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of("positive", 0.9), Map.of("others", 20), Map.of("viewScale", 0.5))) {
      sums.add(new GeneratedColon(options(change), SEED).checksum());
    }
    assertThat(sums).hasSize(5).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  @Test
  void theOptionsOpenIt() {
    Dataset data = options(Map.of("test", 7)).open(SEED);
    assertThat(Arrays.stream(Split.values()).map(data::size)).containsExactly(80, 10, 7);
    assertThat(data.origin())
        .isEqualTo(
            "colon-cancer: synthetic twin, drawn 250×250 slides with nuclei of up to 13 pixels");
  }
}
