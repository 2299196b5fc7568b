package io.ats.datasets.marines;

import static io.ats.datasets.scene.Pixels.assertPartOfWhole;
import static io.ats.datasets.scene.Pixels.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.source.Scene;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.marines.Battle.Unit;
import io.ats.datasets.marines.MarinesOptions.Weighted;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SpriteScene;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarinesTest {

  private static final int SIDE = 256;

  /** Every unit is read at its true place; one in six is right by chance. */
  @Test
  void kindsAreTellableAtFullSizeAlsoUnderSmoke() {
    assertThat(accuracy(options(Map.of("effects", 0, "decided", 0.0)), 10)).isGreaterThan(0.998);
    assertThat(accuracy(options(Map.of("effects", 24, "decided", 0.0)), 10)).isGreaterThan(0.98);
    MarinesOptions large =
        OptionRecords.with(MarinesOptions.DEFAULTS, Map.of("decided", 0.0, "grounds", 1));
    assertThat(accuracy(large, 3)).isGreaterThan(0.998);
  }

  private static double accuracy(MarinesOptions options, int images) {
    int size = options.unitPixels();
    KindReader reader = new KindReader(size);
    Marines data = new Marines(options, 3);
    BattleGenerator battles = new BattleGenerator(options, 3);
    int right = 0;
    int all = 0;
    for (int i = 0; i < images; i++) {
      float[] image = pixels(data.scene(Split.TEST, i).scene());
      double[] ground = KindReader.ground(image);
      for (Unit unit : battles.battle(Split.TEST, i).units()) {
        int top = unit.row() - size / 2;
        int left = unit.column() - size / 2;
        UnitKind read = reader.read(image, ground, options.width(), top, left);
        right += read == unit.kind() ? 1 : 0;
        all++;
      }
    }
    assertThat(all).isGreaterThan(20 * images);
    return right / (double) all;
  }

  /** Reads what stands in the boxes off the image, and what stands on the rest of the dots. */
  @Test
  void labelsAndBoxesAreTheMarinesThatAreSeen() {
    MarinesOptions options = options(Map.of("effects", 0, "viewScale", 1.0));
    Marines data = new Marines(options, 3);
    KindReader reader = new KindReader(13);
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      LabelledScene image = data.scene(Split.VALIDATION, i);
      float[] pixels = pixels(image.scene());
      double[] ground = KindReader.ground(pixels);
      Set<Integer> marines = new HashSet<>();
      float[] map = new float[3 * SIDE * SIDE]; // At full size, dots are the units' centres.
      image.proxy().render(SIDE, SIDE, map, 0);
      for (int at = 0; at < SIDE * SIDE; at++) {
        int corner = at - 6 * SIDE - 6;
        if (map[at] > 0
            && reader.read(pixels, ground, SIDE, corner / SIDE, corner % SIDE) == UnitKind.MARINE) {
          marines.add(corner);
        }
      }
      assertThat(image.label()).containsExactly(marines.size());
      Set<Integer> boxes = new HashSet<>();
      for (float[] box : image.boxes()) {
        boxes.add(Math.round(box[0] * SIDE) * SIDE + Math.round(box[1] * SIDE));
        assertThat(Math.round((box[2] - box[0]) * SIDE)).isEqualTo(13);
        assertThat(Math.round((box[3] - box[1]) * SIDE)).isEqualTo(13);
      }
      assertThat(boxes).isEqualTo(marines);
      seen.add(marines.size());
    }
    assertThat(seen).hasSizeGreaterThan(10);
  }

  @Test
  void nothingButUnitsStandsOnTheGround() {
    MarinesOptions options = options(Map.of("effects", 0));
    Marines data = new Marines(options, 3);
    BattleGenerator battles = new BattleGenerator(options, 3);
    for (int i = 0; i < 4; i++) {
      SpriteScene scene = (SpriteScene) data.scene(Split.TRAIN, i).scene();
      float[] with = pixels(scene);
      float[] ground = pixels(scene.background());
      List<Unit> units = battles.battle(Split.TRAIN, i).units();
      for (int at = 0; at < with.length; at++) {
        int row = at / SIDE % SIDE;
        int column = at % SIDE;
        if (with[at] != ground[at]
            && units.stream()
                .noneMatch(
                    u -> Math.max(Math.abs(u.row() - row), Math.abs(u.column() - column)) <= 6)) {
          fail("image %d, row %d, column %d differs from the ground", i, row, column);
        }
      }
      assertThat(with).isNotEqualTo(ground);
    }
  }

  @Test
  void regionsEqualSlicesOfTheWholeImage() {
    Scene scene = new Marines(options(Map.of()), 3).scene(Split.TRAIN, 0).scene();
    assertPartOfWhole(scene, 101, 90, 50, 70);
  }

  /** The view is the minimap; whole images at any size still show the battle. */
  @Test
  void theOptionsOpenItWithTheMinimapForItsView() {
    MarinesOptions options = options(Map.of("test", 3));
    Dataset data = options.open(3);
    assertThat(Arrays.stream(Split.values()).map(data::size)).containsExactly(200_000, 25_000, 3);
    assertThat(data.origin())
        .isEqualTo(
            "marines: synthetic twin, drawn 256×256 battles, 0 to 22 units of each of six kinds,"
                + " balanced counts");
    try (NDManager manager = NDManager.newBaseManager()) {
      Batch batch = data.batch(manager, Split.TEST, 2, 0);
      NDArray low = batch.views().low();
      assertThat(low.getShape()).isEqualTo(new Shape(2, 3, 64, 64));
      float[] map = new float[2 * 3 * 64 * 64];
      BattleGenerator battles = new BattleGenerator(options, 3);
      new Minimap(battles.battle(Split.TEST, 2), SIDE, SIDE).render(64, 64, map, 0);
      new Minimap(battles.battle(Split.TEST, 0), SIDE, SIDE).render(64, 64, map, 3 * 64 * 64);
      assertThat(low.toFloatArray()).isEqualTo(map);
      float[] whole = batch.views().source().view(manager, SIDE, SIDE).get(0).toFloatArray();
      assertThat(whole).isEqualTo(pixels(new Marines(options, 3).scene(Split.TEST, 2).scene()));
    }
  }

  @Test
  void sameSeedSameImagesWhateverElseIsMade() {
    Marines data = new Marines(options(Map.of()), 3);
    float[] image = pixels(data.scene(Split.TRAIN, 5).scene());
    Marines again = new Marines(options(Map.of("weighted", Weighted.TRAIN, "test", 9)), 3);
    again.scene(Split.TEST, 1);
    assertThat(pixels(again.scene(Split.TRAIN, 5).scene())).isEqualTo(image);
    assertThat(pixels(again.scene(Split.TEST, 5).scene())).isNotEqualTo(image);
    assertThat(pixels(new Marines(options(Map.of()), 4).scene(Split.TRAIN, 5).scene()))
        .isNotEqualTo(image);
  }

  @Test
  void checksumCoversSeedAndOptions() {
    Set<String> sums = new HashSet<>();
    sums.add(new Marines(options(Map.of()), 3).checksum());
    assertThat(sums).contains(new Marines(options(Map.of()), 3).checksum());
    sums.add(new Marines(options(Map.of()), 4).checksum());
    for (Map<String, Object> change :
        List.<Map<String, Object>>of(
            Map.of("weighted", Weighted.NONE), Map.of("maxUnits", 21), Map.of("viewScale", 0.5))) {
      sums.add(new Marines(options(change), 3).checksum());
    }
    assertThat(sums).hasSize(5).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
  }

  /** Returns options of small images, on which a unit has 13 pixels. */
  static MarinesOptions options(Map<String, Object> values) {
    Map<String, Object> all =
        new HashMap<>(Map.of("height", SIDE, "width", SIDE, "unitSize", 0.05, "viewScale", 0.25));
    all.putAll(values);
    return OptionRecords.with(MarinesOptions.DEFAULTS, all);
  }
}
