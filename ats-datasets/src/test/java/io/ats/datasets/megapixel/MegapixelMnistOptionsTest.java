package io.ats.datasets.megapixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MegapixelMnistOptionsTest {

  @Test
  void defaultsAreThePapers() {
    MegapixelMnistOptions defaults = MegapixelMnistOptions.DEFAULTS;
    assertThat(defaults.image()).isEqualTo(new ImageSpec(1, 1500, 1500, 180, 180));
    assertThat(defaults.target()).isEqualTo(new Task("majority", 10, false));
    assertThat(with(Map.of("task", MegapixelTask.MULTI)).target())
        .isEqualTo(new Task("multi", 10, true));
    Task joint = with(Map.of("task", MegapixelTask.JOINT)).target();
    assertThat(joint.name()).isEqualTo("joint");
    assertThat(joint.classes()).isEqualTo(40);
    assertThat(joint.parts())
        .extracting(Task::name)
        .containsExactly("majority", "max", "top", "multi");
  }

  @Test
  void viewsAreRoundedAndAtLeastOnePixel() {
    assertThat(with(Map.of("height", 256, "width", 301)).image())
        .isEqualTo(new ImageSpec(1, 256, 301, 31, 36));
    assertThat(with(Map.of("height", 256, "width", 300, "viewScale", 0.001)).image())
        .isEqualTo(new ImageSpec(1, 256, 300, 1, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "height|27|height must be at least 28, got 27",
        "width|27|width must be at least 28, got 27",
        "width|-1|width must be from 1 to 65536, got -1",
        "digits|0|digits must be from 1 to 1000, got 0",
        "targetDigits|0|target-digits must be at least 1, got 0",
        "viewScale|0.0|view-scale must be above 0 and at most 1, got 0.0",
        "viewScale|1.01|view-scale must be above 0 and at most 1, got 1.01",
        "viewScale|NaN|view-scale must be above 0 and at most 1, got NaN",
        "train|0|train must be from 1 to 10000000, got 0",
        "validation|0|validation must be from 1 to 10000000, got 0",
        "test|0|test must be from 1 to 10000000, got 0",
        "noise|-1|noise must be from 0 to 10000, got -1",
        "noisePatterns|0|noise-patterns must be from 1 to 10000, got 0",
      })
  void rangesAreChecked(String name, String value, String message) {
    Object parsed =
        value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : Double.valueOf(value);
    assertRejected(Map.of(name, parsed), message);
  }

  @Test
  void nothingMayBeNull() {
    Map<String, Object> none = new HashMap<>();
    none.put("task", null);
    assertRejected(none, "task must not be null; leave it out for the default");
    assertThatThrownBy(() -> MegapixelMnistOptions.DEFAULTS.withMnist(null))
        .isInstanceOf(OptionException.class)
        .hasMessage("mnist must not be null; leave it out for the default");
  }

  @Test
  void targetDigitsAreSomeOfTheDigits() {
    assertRejected(
        Map.of("task", MegapixelTask.MAX, "digits", 3, "targetDigits", 4),
        "target-digits must be at most digits, got 4 of 3; lower target-digits or raise digits");
  }

  @Test
  void theMajorityIsUnique() {
    Map<String, Integer> half = Map.of("digits", 6, "targetDigits", 3);
    for (MegapixelTask task : MegapixelTask.values()) {
      Map<String, Object> values = new HashMap<>(half);
      values.put("task", task);
      if (task == MegapixelTask.MAJORITY || task == MegapixelTask.JOINT) {
        assertRejected(
            values,
            "task "
                + task.name().toLowerCase(Locale.ROOT)
                + " needs more than half of the digits to be of the target class, got"
                + " target-digits 3 of digits 6; raise target-digits to 4");
      } else {
        assertThat(with(values).targetDigits()).isEqualTo(3);
      }
    }
  }

  @Test
  void tooSmallCanvasIsRejectedBeforeAnythingIsRead() {
    assertRejected(
        Map.of("height", 96, "width", 96),
        "a canvas of height 96 and width 96 holds 9 cells of 28×28, but digits 5 needs 10 to place"
            + " them apart at random; raise height or width, or lower digits");
    assertThat(with(Map.of("height", 84, "width", 112)).height()).isEqualTo(84);
  }

  private static void assertRejected(Map<String, ?> values, String message) {
    assertThatThrownBy(() -> with(values)).isInstanceOf(OptionException.class).hasMessage(message);
  }

  private static MegapixelMnistOptions with(Map<String, ?> values) {
    return OptionRecords.with(MegapixelMnistOptions.DEFAULTS, values);
  }
}
