package io.ats.datasets.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.billiards.BilliardsOptions;
import io.ats.datasets.cluttered.ClutteredMnistOptions;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.datasets.signs.TrafficSignsOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {

  private static final String DATA = Path.of("").toAbsolutePath().resolve("data").toString();

  @Test
  void optionsRecordAbsolutePaths() {
    assertThat(OptionRecords.with(TrafficSignsOptions.DEFAULTS, Map.of("path", "data")).path())
        .isEqualTo(DATA);
    assertThat(OptionRecords.with(BilliardsOptions.DEFAULTS, Map.of("path", "./data/")).path())
        .isEqualTo(DATA);
    assertThat(OptionRecords.with(ClutteredMnistOptions.DEFAULTS, Map.of("mnist", DATA)).mnist())
        .isEqualTo(DATA);
    assertThat(MegapixelMnistOptions.DEFAULTS.withMnist("x/../data").mnist()).isEqualTo(DATA);
    assertThat(MegapixelMnistOptions.DEFAULTS.withMnist("").mnist()).isEmpty();
  }

  @Test
  void whatIsNoPathIsRejected() {
    assertThatThrownBy(() -> DataFolder.absolute("mnist", "a\u0000b"))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("mnist must be the path of a folder, got 'a\\u0000b': ")
        .hasMessageEndingWith("; correct it");
    assertThatThrownBy(() -> DataFolder.absolute("path", "a\n\u001B[31m"))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("path must be the path of a folder, got 'a\\u000A\\u001B[31m': ");
    assertThatThrownBy(() -> DataFolder.absolute("path", "x".repeat(5000)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("... (5000 characters)': at most 4096 printable characters");
  }
}
