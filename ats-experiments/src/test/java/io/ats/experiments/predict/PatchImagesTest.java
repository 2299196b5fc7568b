package io.ats.experiments.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatchImagesTest {

  @TempDir Path dir;

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  @Test
  void pixelsAreThePatchs() throws IOException {
    float[][][] colour = {{{0f, 1f, 0.5f}}, {{0.25f, 0f, 1.5f}}, {{-1f, 0.1f, Float.NaN}}};
    float[][][] grey = {{{0f, 0.1f}, {0.5f, 1f}}};
    List<Path> files = PatchImages.write(dir, new float[][][][] {colour, grey});
    assertThat(names(files)).containsExactly("patch-01.png", "patch-02.png");
    BufferedImage first = ImageIO.read(files.get(0).toFile());
    assertThat(first.getWidth()).isEqualTo(3);
    assertThat(first.getHeight()).isEqualTo(1);
    assertThat(first.getRGB(0, 0)).isEqualTo(0xFF004000);
    assertThat(first.getRGB(1, 0)).isEqualTo(0xFFFF001A);
    assertThat(first.getRGB(2, 0)).isEqualTo(0xFF80FF00);
    BufferedImage second = ImageIO.read(files.get(1).toFile());
    assertThat(second.getRaster().getNumBands()).isEqualTo(1);
    assertThat(second.getRaster().getPixels(0, 0, 2, 2, (int[]) null))
        .containsExactly(0, 26, 128, 255);
  }

  @Test
  void manyPatchesSortByName() throws IOException {
    List<Path> files = PatchImages.write(dir, new float[100][1][1][1]);
    assertThat(names(files)).isSorted().contains("patch-001.png", "patch-100.png");
  }

  @Test
  void otherChannelsAreRefused() {
    assertThatThrownBy(() -> PatchImages.write(dir, new float[1][5][2][2]))
        .hasMessage("a picture has 1 or 3 channels, this patch has 5");
  }
}
