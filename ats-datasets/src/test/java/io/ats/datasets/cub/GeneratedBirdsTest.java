package io.ats.datasets.cub;

import static io.ats.datasets.scene.Pixels.assertPartOfWhole;
import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.ViewReadout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GeneratedBirdsTest {

  private static final int SIDE = 160;

  @Test
  void everySpeciesHasAFaceOfItsOwn() {
    assertThat(IntStream.range(0, Face.COUNT).mapToObj(Face::of))
        .doesNotHaveDuplicates()
        .hasSize(200);
    assertThat(IntStream.range(0, 8).mapToObj(Face::of))
        .extracting(Face::beak)
        .contains(Face.Beak.values());
  }

  /**
   * The picture is that of its label's species, and as any other species it differs, but nowhere
   * outside of the box.
   */
  @Test
  void speciesDifferWithinTheBoxAndNowhereElse() {
    GeneratedBirds data = new GeneratedBirds(options(Map.of()), 3);
    for (int i = 0; i < 6; i++) {
      LabelledScene image = data.scene(Split.TEST, i);
      float[] drawn = pixels(image.scene());
      float[] box = image.boxes()[0];
      assertThat(box[0]).isNotNegative().isLessThan(box[2]);
      assertThat(box[1]).isNotNegative().isLessThan(box[3]);
      assertThat(box[2]).isLessThanOrEqualTo(1);
      assertThat(box[3]).isLessThanOrEqualTo(1);
      for (int species = 0; species < Face.COUNT; species += i == 0 ? 1 : 23) {
        SplittableRandom random = Streams.image(3, Split.TEST, i);
        Bird bird = data.bird(random);
        float[] other = pixels(data.scene(Split.TEST, bird.as(species), random));
        if (species == bird.species()) {
          assertThat(image.label()).containsExactly(species);
          assertThat(other).isEqualTo(drawn);
          continue;
        }
        int differing = 0;
        for (int at = 0; at < drawn.length; at++) {
          if (Math.abs(drawn[at] - other[at]) > 1e-6) {
            double row = at / SIDE % SIDE;
            double column = at % SIDE;
            assertThat(row).isBetween(box[0] * SIDE - 0.001, box[2] * SIDE - 0.999);
            assertThat(column).isBetween(box[1] * SIDE - 0.001, box[3] * SIDE - 0.999);
            differing += Math.abs(drawn[at] - other[at]) > 0.2 ? 1 : 0;
          }
        }
        assertThat(differing)
            .as("image %d, species %d as %d", i, bird.species(), species)
            .isGreaterThan(5);
      }
    }
  }

  /** The head is in every crop: its box is as large there as in the whole image. */
  @Test
  void everyCropShowsTheWholeHead() {
    Cub200Options options = options(Map.of("resize", 210));
    SceneSet data = options.scenes(3);
    GeneratedBirds whole = new GeneratedBirds(options, 3);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 40; i++) {
      float[] of = whole.scene(Split.TRAIN, i).boxes()[0];
      float[] seen = data.trainingScene(i, random).boxes()[0];
      assertThat((seen[2] - seen[0]) * SIDE).isCloseTo((of[2] - of[0]) * 210, near());
      assertThat((seen[3] - seen[1]) * SIDE).isCloseTo((of[3] - of[1]) * 210, near());
    }
  }

  private static Offset<Float> near() {
    return within(0.01f);
  }

  @Test
  void regionsEqualSlicesOfTheWholeImage() {
    Scene scene = options(Map.of("resize", 200)).scenes(3).scene(Split.TRAIN, 0).scene();
    assertPartOfWhole(scene, 41, 30, 30, 40);
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
    assertThat(data.label(Split.TRAIN, 5)).isEqualTo(data.scene(Split.TRAIN, 5).label());
  }

  /** Species are told by the head's drawing, not by the picture's colours. */
  @Test
  void coloursTellLittleOfTheSpecies() {
    Cub200Options options = options(Map.of("classes", 8));
    assertThat(ViewReadout.gain(options, 3, 300)).isLessThan(0.08);
  }

  @Test
  void classesAreAsManyAsAskedFor() {
    SceneSet data = options(Map.of("classes", 7, "train", 200)).scenes(3);
    Set<Float> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      seen.add(data.label(Split.TRAIN, i)[0]);
    }
    assertThat(seen).containsExactlyInAnyOrder(0f, 1f, 2f, 3f, 4f, 5f, 6f);
    assertThat(options(Map.of("classes", 7)).target().classes()).isEqualTo(7);
  }

  @Test
  void originAndChecksumCoverSeedAndOptions() {
    SceneSet data = options(Map.of()).scenes(3);
    assertThat(data.origin())
        .isEqualTo(
            "cub-200: synthetic twin, drawn birds of 200 species that differ in the head, about 24"
                + " pixels wide; 160×160 pixels of 160×160");
    Set<String> sums = new HashSet<>();
    sums.add(data.checksum());
    assertThat(sums).contains(options(Map.of()).scenes(3).checksum());
    sums.add(options(Map.of()).scenes(4).checksum());
    sums.add(options(Map.of("resize", 170)).scenes(3).checksum());
    sums.add(options(Map.of("classes", 9)).scenes(3).checksum());
    assertThat(sums).hasSize(4).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  private static Cub200Options options(Map<String, Object> values) {
    Map<String, Object> all = new HashMap<>(Map.of("height", SIDE, "width", SIDE, "resize", 0));
    all.put("grounds", 2);
    all.putAll(values);
    return OptionRecords.with(Cub200Options.DEFAULTS, all);
  }
}
