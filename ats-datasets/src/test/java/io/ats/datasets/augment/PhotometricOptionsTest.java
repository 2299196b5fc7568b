package io.ats.datasets.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.core.options.Option;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhotometricOptionsTest {

  @Test
  void optionsAreDescribedInPlainWords() {
    assertThat(
            Arrays.stream(PhotometricOptions.class.getRecordComponents())
                .map(component -> component.getAnnotation(Option.class).value()))
        .containsExactly(
            "an image is multiplied by a factor drawn from 1 − gain to 1 + gain; 0: off",
            "a number drawn from −bias to bias is added to an image; 0: off",
            "probability that an image's colours are changed");
  }
}
