package io.ats.datasets.adobe;

import static io.ats.datasets.scene.Pixels.assertPartOfWhole;
import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import io.ats.datasets.scene.ViewReadout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedPhotographsTest {

  private static final int SIDE = 256;

  /** What stands in the boxes is a figure of the label's class; nowhere else is there one. */
  @Test
  void labelsAndBoxesAreTheFiguresThatAreDrawn() {
    GeneratedPhotographs data = new GeneratedPhotographs(options(Map.of()), 3);
    Set<Integer> classes = new HashSet<>();
    for (int i = 0; i < 120; i++) {
      LabelledScene image = data.scene(Split.TEST, i);
      SpriteScene scene = (SpriteScene) image.scene();
      int label = (int) image.label()[0];
      assertThat(data.label(Split.TEST, i)).containsExactly(label);
      List<PlacedSprite> shown =
          scene.sprites().stream().filter(placed -> !isNeutral(data, placed.sprite())).toList();
      assertThat(shown).hasSize(image.boxes().length);
      assertThat(shown.isEmpty()).isEqualTo(label == Subject.NONE.ordinal());
      for (int f = 0; f < shown.size(); f++) {
        PlacedSprite figure = shown.get(f);
        assertThat(
                Figure.of(Subject.values()[label]).stream()
                    .anyMatch(kind -> data.sprites(Split.TEST, kind).contains(figure.sprite())))
            .isTrue();
        float[] box = image.boxes()[f];
        assertThat(box[0] * SIDE).isCloseTo(figure.row(), within(1e-3f));
        assertThat(box[1] * SIDE).isCloseTo(figure.column(), within(1e-3f));
        assertThat(box[2] * SIDE).isCloseTo(figure.bottom(), within(1e-3f));
        assertThat(box[3] * SIDE).isCloseTo(figure.right(), within(1e-3f));
        for (float side : box) {
          assertThat(side).isBetween(0f, 1f);
        }
      }
      assertFiguresAreInTheBoxes(image, scene, shown);
      classes.add(label);
    }
    assertThat(classes).hasSizeGreaterThanOrEqualTo(5);
  }

  private static boolean isNeutral(GeneratedPhotographs data, Sprite sprite) {
    return Figure.neutral().stream()
        .anyMatch(kind -> data.sprites(Split.TEST, kind).contains(sprite));
  }

  private static void assertFiguresAreInTheBoxes(
      LabelledScene image, SpriteScene scene, List<PlacedSprite> shown) {
    List<PlacedSprite> others =
        scene.sprites().stream().filter(placed -> !shown.contains(placed)).toList();
    float[] with = pixels(scene);
    float[] without = pixels(new SpriteScene(scene.background(), others));
    int[] differing = new int[shown.size()];
    for (int at = 0; at < with.length; at++) {
      if (with[at] != without[at]) {
        double row = (at / SIDE % SIDE + 0.5) / SIDE;
        double column = (at % SIDE + 0.5) / SIDE;
        int in = -1;
        for (int f = 0; f < shown.size(); f++) {
          float[] box = image.boxes()[f];
          if (row > box[0] && row < box[2] && column > box[1] && column < box[3]) {
            in = f;
          }
        }
        assertThat(in).as("row %s, column %s", row, column).isNotNegative();
        differing[in]++;
      }
    }
    assertThat(Arrays.stream(differing)).allMatch(count -> count > 60);
  }

  /** A drawing for test images is nearest in outline to one of its class for training images. */
  @Test
  void classesAreTellableByTheirFigures() {
    GeneratedPhotographs data = new GeneratedPhotographs(options(Map.of()), 3);
    int right = 0;
    int all = 0;
    for (Subject subject : Subject.values()) {
      for (Figure figure : Figure.of(subject)) {
        for (Sprite sprite : data.sprites(Split.TEST, figure)) {
          right += nearest(data, sprite) == subject ? 1 : 0;
          all++;
        }
      }
    }
    assertThat(all).isEqualTo(10 * GeneratedPhotographs.VARIANTS);
    assertThat((double) right / all).isGreaterThan(0.85);
  }

  private static Subject nearest(GeneratedPhotographs data, Sprite sprite) {
    Subject nearest = null;
    double least = Double.MAX_VALUE;
    for (Subject subject : Subject.values()) {
      for (Figure figure : Figure.of(subject)) {
        for (Sprite known : data.sprites(Split.TRAIN, figure)) {
          double distance = distance(shape(sprite), shape(known));
          if (distance < least) {
            least = distance;
            nearest = subject;
          }
        }
      }
    }
    return nearest;
  }

  /** Opacity at 12×12 points of a square around a sprite. */
  private static double[] shape(Sprite sprite) {
    double[] shape = new double[144];
    int side = Math.max(sprite.height(), sprite.width());
    int area = sprite.height() * sprite.width();
    for (int i = 0; i < shape.length; i++) {
      int row = (int) ((i / 12 + 0.5) / 12 * side) - (side - sprite.height()) / 2;
      int column = (int) ((i % 12 + 0.5) / 12 * side) - (side - sprite.width()) / 2;
      if (row >= 0 && row < sprite.height() && column >= 0 && column < sprite.width()) {
        int at = row * sprite.width() + column;
        shape[i] = (sprite.pixels()[ColourBitmap.CHANNELS * area + at] & 255) / 255.0;
      }
    }
    return shape;
  }

  /** Mirrored or not: figures look to either side. */
  private static double distance(double[] a, double[] b) {
    double same = 0;
    double mirrored = 0;
    for (int i = 0; i < a.length; i++) {
      same += Math.pow(a[i] - b[i], 2);
      mirrored += Math.pow(a[i] - b[i / 12 * 12 + 11 - i % 12], 2);
    }
    return Math.min(same, mirrored);
  }

  /** What is drawn on training images is on no test image. */
  @Test
  void splitsShareNoDrawings() {
    GeneratedPhotographs data = new GeneratedPhotographs(options(Map.of()), 3);
    Set<Integer> seen = new HashSet<>();
    int count = 0;
    for (Split split : Split.values()) {
      for (Figure figure : Figure.values()) {
        for (Sprite sprite : data.sprites(split, figure)) {
          seen.add(Arrays.hashCode(sprite.pixels()));
          count++;
        }
      }
    }
    assertThat(seen).hasSize(count);
  }

  /** Figures and stones are blobs of the same sizes and colours from afar. */
  @Test
  void theViewTellsNothingOfTheClass() {
    MitAdobe5kOptions options =
        options(
            Map.of(
                "height",
                640,
                "width",
                640,
                "viewScale",
                0.05,
                "figureMin",
                0.06,
                "figureMax",
                0.09));
    assertThat(ViewReadout.gain(options, 3, 300)).isLessThan(0.08);
  }

  @Test
  void classesAreAsFrequentAsPublished() {
    GeneratedPhotographs data = new GeneratedPhotographs(options(Map.of("train", 5000)), 3);
    int[] count = new int[6];
    for (int i = 0; i < 5000; i++) {
      count[(int) data.label(Split.TRAIN, i)[0]]++;
    }
    int[] published = {35, 300, 1869, 1089, 366, 1341};
    for (int k = 0; k < 6; k++) {
      double deviation = Math.sqrt(published[k] * (1 - published[k] / 5000.0));
      assertThat((double) count[k]).isCloseTo(published[k], within(4 * deviation));
    }
  }

  @Test
  void regionsEqualSlicesOfTheWholeImage() {
    Scene scene = new GeneratedPhotographs(options(Map.of()), 3).scene(Split.TRAIN, 1).scene();
    assertPartOfWhole(scene, 101, 90, 50, 70);
  }

  @Test
  void sameSeedSameImagesWhateverElseIsMade() {
    SceneSet data = options(Map.of()).scenes(3);
    float[] image = pixels(data.scene(Split.TRAIN, 5).scene());
    SceneSet again = options(Map.of("test", 9)).scenes(3);
    again.scene(Split.TEST, 1);
    assertThat(pixels(again.scene(Split.TRAIN, 5).scene())).isEqualTo(image);
    assertThat(pixels(again.scene(Split.TEST, 5).scene())).isNotEqualTo(image);
    assertThat(pixels(options(Map.of()).scenes(4).scene(Split.TRAIN, 5).scene()))
        .isNotEqualTo(image);
  }

  @Test
  void theOptionsOpenItWithADownsampledView() {
    Dataset data = options(Map.of()).open(3);
    assertThat(data.origin())
        .isEqualTo(
            "mit-adobe-5k: synthetic twin, drawn 256×256 scenes, figures of 15 to 26 pixels");
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(data.batch(manager, Split.TEST, 2, 0).views().low().getShape())
          .isEqualTo(new Shape(2, 3, 32, 32));
    }
    Set<String> sums = new HashSet<>();
    sums.add(data.checksum());
    assertThat(sums).contains(options(Map.of()).open(3).checksum());
    sums.add(options(Map.of()).open(4).checksum());
    sums.add(options(Map.of("props", 9)).open(3).checksum());
    assertThat(sums).hasSize(3).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  private static MitAdobe5kOptions options(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(Map.of("height", SIDE, "width", SIDE, "viewScale", 0.125));
    all.put("figureMin", 0.06);
    all.put("figureMax", 0.1);
    all.put("grounds", 2);
    all.putAll(values);
    return OptionRecords.with(MitAdobe5kOptions.DEFAULTS, all);
  }
}
