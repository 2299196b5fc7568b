package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxesTest {

  @Test
  void pixelsBecomeFractionsOfHeightAndWidth() {
    assertThat(Boxes.fractions(1, 2, 3, 4, 8, 16)).containsExactly(0.125f, 0.125f, 0.375f, 0.25f);
    assertThat(Boxes.square(4, 8, 3, 8, 16))
        .containsExactly(2.5f / 8, 6.5f / 16, 5.5f / 8, 9.5f / 16);
    assertThat(new Stamp(new GreyBitmap(new byte[6], 0, 2, 3), -1, 5).box(4, 10))
        .containsExactly(-0.25f, 0.5f, 0.25f, 0.8f);
  }
}
