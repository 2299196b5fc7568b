package io.ats.datasets.billiards;

import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.billiards.Rack.Ball;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SpriteScene;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedBilliardsTest {

  private static final int SIDE = 1000;
  private static final GeneratedBilliards DATA = generated(Map.of("tables", 1), 3);
  private static final RackGenerator RACKS = new RackGenerator(options(Map.of("tables", 1)), 3);

  /**
   * Numbers are recognised by nearest template: a clean drawing at the true place, leaning by seven
   * angles. A network is not told the place; one number in nine is right by chance.
   */
  @Test
  void numbersAreReadableAtFullSizeAndHardlyAtAQuarter() {
    double full = accuracy(1, 40);
    double quarter = accuracy(4, 40);
    assertThat(full).isGreaterThan(0.99);
    assertThat(quarter).isBetween(0.05, 0.4);
  }

  private static double accuracy(int factor, int images) {
    NumberReader reader = new NumberReader(BilliardsOptions.DEFAULTS, factor);
    int right = 0;
    int all = 0;
    for (int i = 0; i < images; i++) {
      Scene scene = DATA.scene(Split.TEST, i).scene();
      int side = SIDE / factor;
      float[] pixels = new float[3 * side * side];
      scene.renderView(side, side, pixels, 0);
      for (Ball ball : RACKS.rack(Split.TEST, i).balls()) {
        right += reader.read(pixels, side, ball) == ball.number() ? 1 : 0;
        all++;
      }
    }
    return right / (double) all;
  }

  /** Reads the numbers off the image at the boxes, and labels it anew. */
  @Test
  void labelsFollowFromTheNumbersThatStandInTheBoxes() {
    NumberReader reader = new NumberReader(BilliardsOptions.DEFAULTS, 1);
    for (int i = 0; i < 30; i++) {
      LabelledScene image = DATA.scene(Split.VALIDATION, i);
      float[] pixels = new float[3 * SIDE * SIDE];
      image.scene().render(0, 0, SIDE, SIDE, pixels, 0);
      int highest = 0;
      for (float[] box : image.boxes()) {
        assertThat((box[2] - box[0]) * SIDE).isCloseTo(80, within(1e-2f));
        int row = Math.round((box[0] + box[2]) / 2 * SIDE);
        int column = Math.round((box[1] + box[3]) / 2 * SIDE);
        highest = Math.max(highest, reader.read(pixels, SIDE, new Ball(0, 0, 0, row, column)));
      }
      assertThat(image.boxes().length).isEqualTo(2);
      assertThat(image.boxes()[0][1]).isLessThan(image.boxes()[1][1]);
      assertThat(image.label()).containsExactly(highest - 1);
    }
  }

  @Test
  void nothingButBallsAndTheirShadowsLiesOnTheTable() {
    for (int i = 0; i < 2; i++) {
      float[] with = pixels(DATA.scene(Split.TRAIN, i).scene());
      float[] table = pixels(((SpriteScene) DATA.scene(Split.TRAIN, i).scene()).background());
      Rack rack = RACKS.rack(Split.TRAIN, i);
      int inside = 0;
      for (int at = 0; at < with.length; at++) {
        if (with[at] != table[at]) {
          int row = at / SIDE % SIDE;
          int column = at % SIDE;
          boolean near =
              rack.balls().stream()
                  .anyMatch(b -> Math.hypot(b.row() - row, b.column() - column) < 0.75 * 80);
          if (!near) {
            fail("image %d, row %d, column %d differs from the table", i, row, column);
          }
          inside++;
        }
      }
      assertThat(inside).isGreaterThan(rack.balls().size() * 3 * 4000);
    }
  }

  @Test
  void sameSeedSameImagesWhateverElseIsMade() {
    float[] image = pixels(DATA.scene(Split.TRAIN, 5).scene());
    GeneratedBilliards again = generated(Map.of("tables", 1, "train", 9), 3);
    again.scene(Split.TEST, 1);
    assertThat(pixels(again.scene(Split.TRAIN, 5).scene())).isEqualTo(image);
    assertThat(pixels(again.scene(Split.TEST, 5).scene())).isNotEqualTo(image);
    assertThat(pixels(generated(Map.of("tables", 1), 4).scene(Split.TRAIN, 5).scene()))
        .isNotEqualTo(image);
  }

  @Test
  void checksumCoversSeedAndOptions() {
    Map<String, Object> small = Map.of("height", 100, "width", 120, "ballSize", 0.12, "tables", 1);
    Set<String> sums = new HashSet<>();
    sums.add(generated(small, 3).checksum());
    assertThat(sums).contains(generated(small, 3).checksum());
    sums.add(generated(small, 4).checksum());
    for (Map.Entry<String, Object> change :
        Map.<String, Object>of("numberSize", 0.2, "minBalls", 3, "train", 7, "smudges", 1)
            .entrySet()) {
      Map<String, Object> changed = new HashMap<>(small);
      changed.put(change.getKey(), change.getValue());
      sums.add(generated(changed, 3).checksum());
    }
    assertThat(sums).hasSize(6).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  @Test
  void oneBallAloneIsTheOnlyBox() {
    GeneratedBilliards one = generated(Map.of("minBalls", 1, "maxBalls", 1, "tables", 1), 3);
    LabelledScene image = one.scene(Split.TRAIN, 0);
    assertThat(image.boxes().length).isEqualTo(1);
    RackGenerator racks =
        new RackGenerator(options(Map.of("minBalls", 1, "maxBalls", 1, "tables", 1)), 3);
    assertThat(image.label())
        .containsExactly(racks.rack(Split.TRAIN, 0).balls().get(0).number() - 1);
  }

  @Test
  void theOptionsOpenIt() {
    Dataset data = options(Map.of("height", 64, "width", 64, "ballSize", 0.12, "test", 3)).open(1);
    assertThat(data.origin())
        .isEqualTo("billiards: synthetic twin, 4 to 8 numbered balls on a drawn 64×64 table");
    assertThat(Arrays.stream(Split.values()).map(data::size)).containsExactly(8000, 2000, 3);
  }

  private static GeneratedBilliards generated(Map<String, Object> values, long seed) {
    return new GeneratedBilliards(options(values), seed);
  }

  private static BilliardsOptions options(Map<String, Object> values) {
    return OptionRecords.with(BilliardsOptions.DEFAULTS, values);
  }
}
