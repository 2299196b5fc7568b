package io.ats.datasets.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ColourBitmapTest {

  @Test
  void planesAreRedGreenBlueAndOpacity() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x80FF0102);
    image.setRGB(1, 0, 0xFF030405);
    assertThat(ColourBitmap.of(image).pixels()).containsExactly(255, 3, 1, 4, 2, 5);
    assertThat(Sprite.of(image).pixels()).containsExactly(255, 3, 1, 4, 2, 5, 128, 255);
    assertThat(ColourBitmap.of(image).height()).isEqualTo(1);
    assertThat(Sprite.of(image).width()).isEqualTo(2);
  }

  @Test
  void greyValuesAreKept() {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage image = new BufferedImage(2, 1, type);
      int unit = type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 257;
      image.getRaster().setSample(0, 0, 0, 64 * unit);
      image.getRaster().setSample(1, 0, 0, 255 * unit);
      assertThat(ColourBitmap.of(image).pixels()).containsExactly(64, 255, 64, 255, 64, 255);
    }
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new ColourBitmap(new byte[11], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("11 bytes are not a colour bitmap of 3×2×2");
    assertThatThrownBy(() -> new ColourBitmap(new byte[0], 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a colour bitmap's sides must be at least 1, got 0×2");
    assertThatThrownBy(() -> new Sprite(new byte[12], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("12 bytes are not a sprite of 4×2×2");
  }
}
