package io.ats.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.options.Option;
import io.ats.core.options.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordBinderTest {

  enum Mode {
    NONE,
    BATCH_MEAN,
    LEAVE_ONE_OUT
  }

  record Inner(@Option(value = "depth", min = 1) int depth, String text) {
    Inner {
      if (depth == 13) {
        throw new IllegalArgumentException("depth 13 brings bad luck, take 12");
      }
    }
  }

  record Sample(
      @Option(value = "size", min = 1) int patchSize,
      long seed,
      @Option(value = "rate", min = 0, above = true) double rate,
      @Option(value = "share", min = 0, max = 1) double share,
      @Option(value = "cap", max = 2) double cap,
      @Option(value = "part", min = 0, max = 1, above = true) double part,
      boolean on,
      String label,
      Mode mode,
      Inner inner,
      @Option(value = "widths", min = 1) List<Integer> widths,
      List<Mode> modes) {}

  private static final Sample DEFAULTS =
      new Sample(
          8,
          0,
          0.1,
          0.5,
          0,
          1,
          false,
          "plain",
          Mode.NONE,
          new Inner(2, "in"),
          List.of(1),
          List.of(Mode.NONE));

  private static Sample bind(String... lines) {
    return RecordBinder.bind(Yaml.parse(lines), DEFAULTS, "");
  }

  @Test
  void absentKeysKeepTheDefaults() {
    assertThat(bind("")).isEqualTo(DEFAULTS);
    assertThat(bind("inner:")).isEqualTo(DEFAULTS);
    assertThat(bind("inner: {text: out}").inner()).isEqualTo(new Inner(2, "out"));
  }

  @Test
  void everyTypeIsRead() {
    assertThat(
            bind(
                "patch-size: 16",
                "seed: 9223372036854775807",
                "rate: 1e-3",
                "share: .5",
                "cap: -2",
                "part: '1'",
                "on: true",
                "label: 10",
                "mode: leave-one-out",
                "inner: {depth: 3, text: ''}",
                "widths: [4, 5]",
                "modes: []"))
        .isEqualTo(
            new Sample(
                16,
                Long.MAX_VALUE,
                0.001,
                0.5,
                -2,
                1,
                true,
                "10",
                Mode.LEAVE_ONE_OUT,
                new Inner(3, ""),
                List.of(4, 5),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({"1e-3,0.001", "0.001,0.001", "10,10", "+1.,1", "1E2,100", ".25,0.25"})
  void numbersHaveManySpellings(String text, double value) {
    assertThat(bind("rate: " + text).rate()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patch-size: ten    | patch-size: expected a whole number at least 1, got 'ten'",
        "patch-size: 0      | patch-size: expected a whole number at least 1, got '0'",
        "patch-size: 1.5    | patch-size: expected a whole number at least 1, got '1.5'",
        "patch-size:        | patch-size: expected a whole number at least 1, got nothing",
        "patch-size: [1]    | patch-size: expected a whole number at least 1, got a list",
        "patch-size: {a: 1} | patch-size: expected a whole number at least 1, got a mapping",
        "patch-size: 3000000000 "
            + "| patch-size: expected a whole number at most 2147483647, got '3000000000'",
        "seed: -9999999999999999999 | seed: expected a whole number at least "
            + "-9223372036854775808, got '-9999999999999999999'",
        "seed: 1e3          | seed: expected a whole number, got '1e3'",
        "rate: 0            | rate: expected a number above 0, got '0'",
        "rate: NaN          | rate: expected a number above 0, got 'NaN'",
        "rate: .inf         | rate: expected a number above 0, got '.inf'",
        "rate: 1e999        | rate: expected a number above 0, got '1e999'",
        "rate: 1f           | rate: expected a number above 0, got '1f'",
        "share: 1.01        | share: expected a number from 0 to 1, got '1.01'",
        "cap: 3             | cap: expected a number at most 2, got '3'",
        "part: 0            | part: expected a number above 0 and at most 1, got '0'",
        "on: yes            | on: expected true or false, got 'yes'",
        "label: ~           | label: expected text, got nothing",
        "mode: BATCH_MEAN   "
            + "| mode: expected none, batch-mean or leave-one-out, got 'BATCH_MEAN'",
        "inner: 3           | inner: expected a mapping, got '3'",
        "inner: {depth: 0}  | inner.depth: expected a whole number at least 1, got '0'",
        "inner: {depth: 13} | inner: depth 13 brings bad luck, take 12",
        "widths: 3          | widths: expected a list of whole numbers, got '3'",
        "widths: [1, 0]     | widths[1]: expected a whole number at least 1, got '0'",
        "modes: [x]         | modes[0]: expected none, batch-mean or leave-one-out, got 'x'",
        "inner: {dept: 1}   "
            + "| unknown key 'inner.dept'; did you mean 'depth'? Known: depth, text",
        "patchSize: 1       | unknown key 'patchSize'; did you mean 'patch-size'? Known: "
            + "patch-size, seed, rate, share, cap, part, on, label, mode, inner, widths, modes",
      })
  void errorsNameKeyValueAndWhatIsAllowed(String line, String message) {
    assertThatThrownBy(() -> bind("", line))
        .isInstanceOf(ConfigException.class)
        .hasMessage("quick.yaml:2: " + message);
  }

  @Test
  void pathsStartWhereTheNodeStands() {
    assertThatThrownBy(() -> RecordBinder.bind(Yaml.parse("pathces: 1"), DEFAULTS, "selector"))
        .hasMessageStartingWith("quick.yaml:1: unknown key 'selector.pathces'; did you mean ");
    assertThatThrownBy(() -> RecordBinder.bind(Yaml.parse("rate: x"), DEFAULTS, "selector"))
        .hasMessage("quick.yaml:1: selector.rate: expected a number above 0, got 'x'");
  }

  @Test
  void whatAConstructorRefusesIsReportedAtTheKeyItNames() {
    assertThatThrownBy(() -> bind("inner:", "  text: a", "  depth: 13"))
        .hasMessage("quick.yaml:3: inner: depth 13 brings bad luck, take 12");
  }

  record Sizes(int clutter, int clutterSize, int digitSize) {
    Sizes {
      if (clutterSize > digitSize) {
        throw new IllegalArgumentException("clutter-size must be at most digit-size");
      }
    }
  }

  /** A key is not meant where another one begins with it. */
  @Test
  void whatAConstructorRefusesNamesWholeKeys() {
    Sizes sizes = new Sizes(8, 8, 28);
    ConfigNode both = Yaml.parse("clutter: 2", "digit-size: 9", "clutter-size: 30");
    assertThatThrownBy(() -> RecordBinder.bind(both, sizes, ""))
        .hasMessage("quick.yaml:3: clutter-size must be at most digit-size");
    ConfigNode other = Yaml.parse("clutter: 2", "digit-size: 7");
    assertThatThrownBy(() -> RecordBinder.bind(other, sizes, ""))
        .hasMessage("quick.yaml:2: clutter-size must be at most digit-size");
  }

  @Test
  void aListOfConstantsNamesThem() {
    assertThatThrownBy(() -> bind("modes: none"))
        .hasMessage(
            "quick.yaml:1: modes: expected a list of none|batch-mean|leave-one-out, got 'none'");
  }

  record Odd(Object thing) {}

  record Absent(String text) {}

  record Raw(List<List<Integer>> lists) {}

  @Test
  void recordsThatCannotBeConfiguredAreTheProgrammersError() {
    ConfigNode node = ConfigNode.empty();
    assertThatThrownBy(() -> RecordBinder.bind(node, new Odd("x"), ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Odd.thing cannot be configured: class java.lang.Object");
    assertThatThrownBy(() -> RecordBinder.bind(node, new Absent(null), ""))
        .hasMessage("Absent.text cannot be configured: its default is null");
    assertThatThrownBy(() -> RecordBinder.bind(node, new Raw(List.of()), ""))
        .hasMessage(
            "Raw.lists cannot be configured: java.util.List<java.util.List<java.lang.Integer>>");
  }

  @Test
  void aNumberOfManyDigitsIsNoNumber() {
    for (String text :
        new String[] {"1".repeat(9_000), "1e" + "9".repeat(12), "0." + "1".repeat(9_000)}) {
      ConfigNode node = new ConfigNode.Scalar(text, "quick.yaml:1");
      for (Class<?> type : new Class<?>[] {int.class, long.class, double.class}) {
        assertThatThrownBy(() -> Values.parse(node, type, Range.ALL, "seed"))
            .isInstanceOf(ConfigException.class)
            .hasMessageStartingWith("quick.yaml:1: seed: expected a ");
      }
      assertThat(Numbers.same(text, "1")).isFalse();
    }
  }
}
