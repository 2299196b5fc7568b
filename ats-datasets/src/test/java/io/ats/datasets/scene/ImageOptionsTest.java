package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.billiards.BilliardsOptions;
import io.ats.datasets.cluttered.ClutteredMnistOptions;
import io.ats.datasets.marines.MarinesOptions;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.datasets.signs.TrafficSignsOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would need more memory than there is, is refused before it is allocated. */
class ImageOptionsTest {

  private static final List<DatasetSpec> DATASETS =
      List.of(
          BilliardsOptions.DEFAULTS,
          ClutteredMnistOptions.DEFAULTS,
          MarinesOptions.DEFAULTS,
          MegapixelMnistOptions.DEFAULTS,
          TrafficSignsOptions.DEFAULTS);

  @ParameterizedTest
  @CsvSource({
    "height, 65536",
    "width, 65536",
    "train, 10000000",
    "validation, 10000000",
    "test, 10000000"
  })
  void noDatasetTakesAnyNumber(String key, int most) {
    for (DatasetSpec dataset : DATASETS) {
      for (int value : new int[] {most + 1, Integer.MAX_VALUE}) {
        assertRejected(
            (Record) dataset,
            Map.of(key, value),
            "%s must be from 1 to %d, got %d".formatted(key, most, value));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, noise, 10000",
    "0, noisePatterns, 10000",
    "0, digits, 1000",
    "1, clutter, 10000",
    "2, smudges, 1000",
    "2, tables, 1000",
    "2, maxBalls, 1000",
    "3, effects, 1000",
    "3, grounds, 1000",
    "4, dirt, 10000",
    "4, distractors, 1000",
    "4, props, 10000",
    "4, streets, 1000"
  })
  void whatAnImageShowsIsBounded(int dataset, String key, int most) {
    List<Record> defaults =
        List.of(
            MegapixelMnistOptions.DEFAULTS,
            ClutteredMnistOptions.DEFAULTS,
            BilliardsOptions.DEFAULTS,
            MarinesOptions.DEFAULTS,
            TrafficSignsOptions.DEFAULTS);
    assertThatThrownBy(
            () -> OptionRecords.with(defaults.get(dataset), Map.of(key, Integer.MAX_VALUE)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(" to " + most + ", got 2147483647");
  }

  @Test
  void viewsAreBounded() {
    Map<String, Object> large = Map.of("height", 60_000, "width", 60_000, "viewScale", 1.0);
    assertRejected(
        MegapixelMnistOptions.DEFAULTS,
        large,
        "view-scale 1.0 of height 60000 and width 60000 gives views of 3600000000 pixels (14.4 GB a"
            + " channel), more than 67108864; lower view-scale");
    assertThat(
            OptionRecords.with(
                    MegapixelMnistOptions.DEFAULTS,
                    Map.of("height", 60_000, "width", 60_000, "viewScale", 0.1))
                .image())
        .isEqualTo(new ImageSpec(1, 60_000, 60_000, 6000, 6000));
  }

  @Test
  void imagesKeptAsBitmapsAreBounded() {
    Map<String, Object> large = Map.of("height", 10_000, "width", 10_000, "viewScale", 0.01);
    for (Record dataset :
        List.<Record>of(
            BilliardsOptions.DEFAULTS, MarinesOptions.DEFAULTS, TrafficSignsOptions.DEFAULTS)) {
      assertRejected(
          dataset,
          large,
          "height 10000 and width 10000 give images of 100000000 pixels, more than the 67108864 of a"
              + " bitmap; lower them");
    }
    ImageOptions images = new ImageOptions(8000, 8000, 1, 1, 1, 0.01);
    assertThatThrownBy(() -> images.requireBitmaps("tables", 1_000_000))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(
            "tables: memory for 1000000 bitmaps of 8000×8000 needs 192000.5 GB, more than half of")
        .hasMessageEndingWith(
            "; lower tables, height or width, or give Java more (ATS_JAVA_OPTIONS=-Xmx…)");
  }

  @Test
  void pixelsOfDigitsAndFragmentsAreBounded() {
    assertRejected(
        ClutteredMnistOptions.DEFAULTS,
        Map.of("height", 9000, "width", 9000, "digitSize", 3000, "clutterSize", 3000),
        "clutter 8 of clutter-size 3000 and digits of digit-size 3000 are 90000000 pixels an image,"
            + " more than 33554432; lower them");
  }

  @Test
  void memoryIsCompared() {
    assertThatCode(() -> HeapMemory.require("a view", 50, 100, "lower it"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> HeapMemory.require("a view", 3e9, 4_000_000_000L, "lower it"))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "a view needs 3.0 GB, more than half of Java's memory of 4.0 GB; lower it, or give Java"
                + " more (ATS_JAVA_OPTIONS=-Xmx…)");
  }

  @Test
  void aBatchOfLargeViewsIsRefused() {
    SceneSet scenes =
        new SceneSet() {
          @Override
          public int size(Split split) {
            return 100_000;
          }

          @Override
          public LabelledScene scene(Split split, int index) {
            return new LabelledScene(new StampScene(8000, 8000, List.of()), 0, new float[0][]);
          }

          @Override
          public String origin() {
            return "none";
          }

          @Override
          public String checksum() {
            return "";
          }
        };
    SceneDataset data =
        new SceneDataset(
            new ImageSpec(1, 8000, 8000, 8000, 8000), new Task("none", 2, false), scenes);
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThatThrownBy(() -> data.batch(manager, Split.TRAIN, new int[10_000]))
          .isInstanceOf(OptionException.class)
          .hasMessageStartingWith(
              "a batch of views of (10000, 1, 8000, 8000) needs 2560.0 GB, more")
          .hasMessageContaining("; lower view-scale or the number of images in a batch, or give");
    }
  }

  private static void assertRejected(Record defaults, Map<String, ?> values, String message) {
    assertThatThrownBy(() -> OptionRecords.with(defaults, values))
        .isInstanceOf(OptionException.class)
        .hasMessage(message);
  }
}
