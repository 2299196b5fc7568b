package io.ats.datasets.cluttered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClutteredMnistOptionsTest {

  @Test
  void sizesFollowFromTheOptions() {
    assertThat(ClutteredMnistOptions.DEFAULTS.image())
        .isEqualTo(new ImageSpec(1, 100, 100, 32, 32));
    assertThat(with(Map.of("height", 2528, "width", 2528, "viewScale", 0.0127)).image())
        .isEqualTo(new ImageSpec(1, 2528, 2528, 32, 32));
    Task identify = ClutteredMnistOptions.DEFAULTS.target();
    assertThat(identify.classNames())
        .hasSize(100)
        .startsWith("00", "01")
        .contains("37")
        .endsWith("99");
    assertThat(identify).isEqualTo(new Task("identify", identify.classNames(), false));
    assertThat(with(Map.of("task", ClutteredTask.SUM)).target())
        .isEqualTo(new Task("sum", 19, false));
    assertThat(with(Map.of("task", ClutteredTask.SINGLE)).target())
        .isEqualTo(new Task("single", 10, false));
  }

  @Test
  void theyOpenTheDataset() {
    Dataset data = with(Map.of("proxyNoise", 0.5, "validation", 7)).open(1);
    assertThat(data.origin())
        .isEqualTo(
            "cluttered-mnist: real MNIST digits (embedded) on a generated 100×100 canvas with 8"
                + " fragments of others, noise 0.5 in the view");
    assertThat(Arrays.stream(Split.values()).map(data::size)).containsExactly(50_000, 7, 10_000);
    try (NDManager manager = NDManager.newBaseManager()) {
      Batch batch = data.batch(manager, Split.TEST, 3, 1, 3);
      assertThat(batch.views().low().getShape()).isEqualTo(new Shape(3, 1, 32, 32));
      assertThat(batch.views().low().get(0)).isEqualTo(batch.views().low().get(2));
      assertThat(batch.views().source().height()).isEqualTo(100);
      assertThat(batch.boxes()).hasDimensions(3, 2);
    }
  }

  @Test
  void digitsMayComeFromAFolder(@TempDir Path empty) {
    assertThatThrownBy(() -> with(Map.of("mnist", empty.toString())).open(1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(empty.resolve("train-images-idx3-ubyte") + ": expected this file");
    assertThat(with(Map.of("mnist", "a")).withMnist("")).isEqualTo(ClutteredMnistOptions.DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "height|0|height must be from 1 to 65536, got 0",
        "width|-1|width must be from 1 to 65536, got -1",
        "train|0|train must be from 1 to 10000000, got 0",
        "validation|0|validation must be from 1 to 10000000, got 0",
        "test|0|test must be from 1 to 10000000, got 0",
        "digitSize|13|digit-size must be at least 14, got 13",
        "clutter|-1|clutter must be from 0 to 10000, got -1",
        "clutterSize|0|clutter-size must be at least 1, got 0",
        "viewScale|0.0|view-scale must be above 0 and at most 1, got 0.0",
        "viewScale|NaN|view-scale must be above 0 and at most 1, got NaN",
        "proxyNoise|-0.1|proxy-noise must be from 0 to 100, got -0.1",
        "proxyNoise|NaN|proxy-noise must be from 0 to 100, got NaN",
        "clutterSize|29|clutter-size must be at most digit-size, got 29 of 28; lower clutter-size",
        "width|62|task identify with digits of 28 pixels needs height at least 28 and width at"
            + " least 63, got 100 and 62; raise them or lower digit-size",
        "height|27|task identify with digits of 28 pixels needs height at least 28 and width at"
            + " least 63, got 27 and 100; raise them or lower digit-size",
        "digitSize|45|task identify with digits of 45 pixels needs height at least 45 and width at"
            + " least 102, got 100 and 100; raise them or lower digit-size",
      })
  void valuesAreChecked(String name, String value, String message) {
    Object parsed =
        value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : Double.valueOf(value);
    assertRejected(Map.of(name, parsed), message);
  }

  @Test
  void oneDigitNeedsLessRoom() {
    assertThat(with(Map.of("task", ClutteredTask.SINGLE, "width", 28)).width()).isEqualTo(28);
    assertRejected(
        Map.of("task", ClutteredTask.SINGLE, "width", 27),
        "task single with digits of 28 pixels needs height at least 28 and width at least 28, got"
            + " 100 and 27; raise them or lower digit-size");
  }

  @Test
  void nothingMayBeNull() {
    Map<String, Object> none = new HashMap<>();
    none.put("task", null);
    assertRejected(none, "task must not be null; leave it out for the default");
    assertThatThrownBy(() -> ClutteredMnistOptions.DEFAULTS.withMnist(null))
        .isInstanceOf(OptionException.class)
        .hasMessage("mnist must not be null; leave it out for the default");
  }

  private static void assertRejected(Map<String, Object> values, String message) {
    assertThatThrownBy(() -> with(values)).isInstanceOf(OptionException.class).hasMessage(message);
  }

  private static ClutteredMnistOptions with(Map<String, Object> values) {
    return OptionRecords.with(ClutteredMnistOptions.DEFAULTS, values);
  }
}
