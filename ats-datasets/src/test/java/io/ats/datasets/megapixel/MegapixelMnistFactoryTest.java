package io.ats.datasets.megapixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.Dataset;
import io.ats.core.Split;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MegapixelMnistFactoryTest {

  private final MegapixelMnistFactory factory = new MegapixelMnistFactory();

  @Test
  void opensTheEmbeddedDigits() {
    Dataset data = factory.open(factory.defaults(), 1);
    assertThat(data.size(Split.TRAIN)).isEqualTo(5000);
    assertThat(data.size(Split.VALIDATION)).isEqualTo(1000);
    assertThat(data.size(Split.TEST)).isEqualTo(1000);
    assertThat(data.image()).isEqualTo(factory.image(factory.defaults()));
    assertThat(data.task()).isEqualTo(factory.task(factory.defaults()));
    assertThat(data.origin())
        .isEqualTo(
            "megapixel-mnist: real MNIST digits (embedded) on a generated 1500×1500 canvas with 50"
                + " noise stamps");
  }

  @Test
  void readsAnotherFolderAndNothingElse(@TempDir Path empty) {
    MegapixelMnistOptions options = factory.defaults().withMnist(empty.toString());
    assertThatThrownBy(() -> factory.open(options, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(empty.resolve("train-images-idx3-ubyte") + ": expected this file");
  }
}
