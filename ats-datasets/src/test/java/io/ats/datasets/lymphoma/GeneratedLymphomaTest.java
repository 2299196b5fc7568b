package io.ats.datasets.lymphoma;

import static io.ats.datasets.scene.Pixels.assertPartOfWhole;
import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.lymphoma.Tissue.Cell;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.ViewReadout;
import io.ats.datasets.scene.WindowScene;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedLymphomaTest {

  private static final int HEIGHT = 200;
  private static final int WIDTH = 260;
  private static final long SEED = 3;

  /** The three lymphomas, and the common lymphocytes. */
  private static final List<Optional<Subtype>> KINDS =
      Stream.concat(
              Stream.of(Optional.<Subtype>empty()),
              Arrays.stream(Subtype.values()).map(Optional::of))
          .toList();

  /** Returns options of small images; nuclei have 10, 13 and 16 pixels. */
  static LymphomaOptions options(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(
            Map.of(
                "height",
                HEIGHT,
                "width",
                WIDTH,
                "minNucleus",
                10,
                "maxNucleus",
                16,
                "train",
                30,
                "test",
                30,
                "focusSize",
                0.3,
                "maxFoci",
                3));
    all.putAll(values);
    return OptionRecords.with(LymphomaOptions.DEFAULTS, all);
  }

  /** Tells what a nucleus at a place of the whole image is, by the drawing that it equals most. */
  private static Optional<Subtype> read(
      float[] image, LymphomaOptions options, TissueArt art, int magnification, Cell cell) {
    Optional<Subtype> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (Optional<Subtype> kind : KINDS) {
      for (int variant = 0; variant < TissueArt.VARIANTS; variant++) {
        double difference =
            difference(image, options, art.sprite(kind, magnification, variant), cell);
        if (difference < least) {
          least = difference;
          best = kind;
        }
      }
    }
    return best;
  }

  private static double difference(
      float[] image, LymphomaOptions options, Sprite sprite, Cell cell) {
    int size = sprite.height();
    int area = size * size;
    int height = options.wholeHeight();
    int width = options.wholeWidth();
    double difference = 0;
    double weight = 0;
    for (int i = 0; i < area; i++) {
      int row = cell.row() - size / 2 + i / size;
      int column = cell.column() - size / 2 + i % size;
      if (row < 0 || row >= height || column < 0 || column >= width) {
        continue;
      }
      double opacity = (sprite.pixels()[3 * area + i] & 255) / 255.0;
      for (int channel = 0; channel < 3; channel++) {
        double seen = image[(channel * height + row) * width + column];
        double drawn = (sprite.pixels()[channel * area + i] & 255) / 255.0;
        difference += opacity * (seen - drawn) * (seen - drawn);
        weight += opacity;
      }
    }
    return difference / weight;
  }

  /** Reads every nucleus off the image: outside the boxes all are common, inside most are ours. */
  @Test
  void labelsAndBoxesAgreeWithWhatIsDrawn() {
    LymphomaOptions options = options(Map.of("purity", 0.6));
    TissueArt art = new TissueArt(options, SEED, Split.TEST);
    TissueGenerator tissues = new TissueGenerator(options, SEED);
    GeneratedLymphoma data = new GeneratedLymphoma(options, SEED);
    Set<Integer> magnifications = new HashSet<>();
    Set<Integer> labels = new HashSet<>();
    int right = 0;
    int all = 0;
    for (int image = 0; image < 12; image++) {
      LabelledScene labelled = data.scene(Split.TEST, image);
      WindowScene crop = (WindowScene) labelled.scene();
      Tissue tissue = tissues.tissue(Split.TEST, image);
      magnifications.add(tissue.magnification());
      float[] whole = pixels(crop.scene());
      int[] marks = new int[Subtype.values().length];
      for (Cell cell : tissue.cells()) {
        Optional<Subtype> seen = read(whole, options, art, tissue.magnification(), cell);
        right += seen.equals(cell.mark()) ? 1 : 0;
        all++;
        if (inBox(cell, crop, labelled.boxes())) {
          seen.ifPresent(subtype -> marks[subtype.ordinal()]++);
        } else {
          assertThat(cell.mark()).as("mark of a nucleus outside all boxes").isEmpty();
        }
      }
      int label = (int) labelled.label()[0];
      labels.add(label);
      assertThat(data.label(Split.TEST, image)).containsExactly(label);
      for (int other = 0; other < marks.length; other++) {
        if (other != label) {
          assertThat(marks[label]).isGreaterThan(marks[other]);
        }
      }
    }
    assertThat(right / (double) all).isGreaterThan(0.97);
    assertThat(labels).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(magnifications).containsExactlyInAnyOrder(0, 1, 2);
  }

  private static boolean inBox(Cell cell, WindowScene crop, float[][] boxes) {
    double row = (cell.row() - crop.top()) / (double) HEIGHT;
    double column = (cell.column() - crop.left()) / (double) WIDTH;
    return Arrays.stream(boxes)
        .anyMatch(b -> row >= b[0] && row <= b[2] && column >= b[1] && column <= b[3]);
  }

  /** From afar all kinds look alike: the class cannot be told from the view's colours. */
  @Test
  void theViewTellsNothingOfTheClass() {
    Map<String, Object> larger =
        new HashMap<>(Map.of("height", 400, "width", 520, "minNucleus", 14, "maxNucleus", 28));
    larger.put("minFoci", 2);
    assertThat(ViewReadout.gain(options(larger), SEED, 300)).isLessThan(0.05);
    larger.putAll(Map.of("minFoci", 1, "maxFoci", 1, "focusSize", 0.8));
    assertThat(ViewReadout.gain(options(larger), SEED, 300)).isLessThan(0.05);
  }

  /** What is drawn on training images is on no test image. */
  @Test
  void splitsShareNoDrawings() {
    Set<Integer> seen = new HashSet<>();
    int count = 0;
    for (Split split : Split.values()) {
      TissueArt art = new TissueArt(options(Map.of()), SEED, split);
      for (Optional<Subtype> kind : KINDS) {
        for (int i = 0; i < TissueArt.VARIANTS; i++) {
          seen.add(Arrays.hashCode(art.sprite(kind, 1, i).pixels()));
          count++;
        }
      }
    }
    assertThat(seen).hasSize(count);
  }

  /** Also at the corners of where a crop may be. */
  @Test
  void boxesLieInTheImage() {
    LymphomaOptions options = options(Map.of());
    GeneratedLymphoma data = new GeneratedLymphoma(options, SEED);
    SplittableRandom random = new SplittableRandom(1);
    Set<Integer> tops = new HashSet<>();
    for (int image = 0; image < 30; image++) {
      LabelledScene middle = data.scene(Split.TRAIN, image);
      assertThat(middle.boxes().length).isBetween(1, 3);
      for (int i = 0; i < 10; i++) {
        LabelledScene drawn = data.trainingScene(image, random);
        WindowScene crop = (WindowScene) drawn.scene();
        tops.add(crop.top());
        assertThat(drawn.label()).isEqualTo(middle.label());
        assertThat(drawn.boxes()).hasDimensions(middle.boxes().length, 4);
        for (float[] box : drawn.boxes()) {
          assertThat(box[0]).isNotNegative().isLessThan(box[2]);
          assertThat(box[1]).isNotNegative().isLessThan(box[3]);
          assertThat(Math.max(box[2], box[3])).isLessThanOrEqualTo(1);
        }
      }
    }
    assertThat(tops).hasSize(options.wholeHeight() - HEIGHT + 1);
  }

  @Test
  void regionsEqualSlicesOfTheWholeImageAndCropsMoveIt() {
    GeneratedLymphoma data = new GeneratedLymphoma(options(Map.of()), SEED);
    WindowScene scene = (WindowScene) data.scene(Split.TRAIN, 0).scene();
    assertPartOfWhole(scene, 101, 90, 50, 70);
    float[] part = pixels(scene, 101, 90, 50, 70);
    SplittableRandom random = new SplittableRandom(4);
    WindowScene moved = (WindowScene) data.trainingScene(0, random).scene();
    assertThat(new int[] {moved.top(), moved.left()})
        .isNotEqualTo(new int[] {scene.top(), scene.left()});
    float[] shared = new float[3 * 50 * 70];
    moved.render(
        101 + scene.top() - moved.top(), 90 + scene.left() - moved.left(), 50, 70, shared, 0);
    assertThat(shared).isEqualTo(part);
  }

  /** The dataset's batches: the middle in evaluation, another crop each time in training. */
  @Test
  void trainingDrawsItsCropsAnew() {
    Dataset data = options(Map.of("viewScale", 0.1)).open(SEED);
    try (NDManager manager = NDManager.newBaseManager()) {
      Batch still = data.batch(manager, Split.TRAIN, 0, 1);
      assertThat(still.views().low().getShape()).isEqualTo(new Shape(2, 3, 20, 26));
      float[] middle = still.views().low().toFloatArray();
      assertThat(data.batch(manager, Split.TRAIN, 0, 1).views().low().toFloatArray())
          .isEqualTo(middle);
      Batch one = data.trainingBatch(manager, 1, 0, 1);
      Batch same = data.trainingBatch(manager, 1, 0, 1);
      Batch other = data.trainingBatch(manager, 2, 0, 1);
      float[] low = one.views().low().toFloatArray();
      assertThat(same.views().low().toFloatArray()).isEqualTo(low);
      assertThat(other.views().low().toFloatArray()).isNotEqualTo(low);
      assertThat(middle).isNotEqualTo(low);
      assertThat(one.boxes()).isNotEqualTo(other.boxes());
      assertThat(one.labels().toLongArray()).isEqualTo(still.labels().toLongArray());
    }
  }

  @Test
  void sameSeedSameImagesWhateverElseIsMade() {
    float[] image = image(options(Map.of()), SEED, Split.TRAIN);
    GeneratedLymphoma again = new GeneratedLymphoma(options(Map.of("test", 9)), SEED);
    again.scene(Split.TEST, 1);
    assertThat(pixels(again.scene(Split.TRAIN, 5).scene())).isEqualTo(image);
    assertThat(image(options(Map.of()), SEED, Split.TEST)).isNotEqualTo(image);
    assertThat(image(options(Map.of()), 4, Split.TRAIN)).isNotEqualTo(image);
  }

  private static float[] image(LymphomaOptions options, long seed, Split split) {
    return pixels(new GeneratedLymphoma(options, seed).scene(split, 5).scene());
  }

  @Test
  void checksumCoversSeedAndOptions() {
    Set<String> sums = new HashSet<>();
    sums.add(new GeneratedLymphoma(options(Map.of()), SEED).checksum());
    assertThat(sums).contains(new GeneratedLymphoma(options(Map.of()), SEED).checksum());
    sums.add(new GeneratedLymphoma(options(Map.of()), 4).checksum());
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of("purity", 0.9), Map.of("maxFoci", 2), Map.of("viewScale", 0.5))) {
      sums.add(new GeneratedLymphoma(options(change), SEED).checksum());
    }
    assertThat(sums).hasSize(5).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  @Test
  void theOriginIsTheTwin() {
    assertThat(options(Map.of()).open(SEED).origin())
        .isEqualTo(
            "lymphoma: synthetic twin, crops of 200×260 of drawn tissue with nuclei of 10 to 16"
                + " pixels");
  }
}
