package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PhotographTest {

  private static final int SIDE = 300;

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Returns a gradient with some noise, as a photograph has it. */
  private static BufferedImage photograph() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int noise = random.nextInt(8);
      Color color = new Color(i % SIDE / 2 + noise, i / SIDE / 2 + noise, 90 + noise);
      image.setRGB(i % SIDE, i / SIDE, color.getRGB());
    }
    return image;
  }

  @Test
  void aPhotographIsMuchSmallerAndLooksTheSame() throws IOException {
    BufferedImage photograph = photograph();
    byte[] png = png(photograph);
    String image = Photograph.image(png, "a \"view\"");
    String front = "<img src=\"data:image/jpeg;base64,";
    assertThat(image).startsWith(front).endsWith("\" alt=\"a &quot;view&quot;\">");
    assertThat(image.length()).isLessThan(png.length * 4 / 3 / 2);
    String content = image.substring(front.length(), image.indexOf('"', front.length()));
    BufferedImage shown =
        ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(content)));
    assertThat(shown.getWidth()).isEqualTo(SIDE);
    double difference = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      Color before = new Color(photograph.getRGB(i % SIDE, i / SIDE));
      Color after = new Color(shown.getRGB(i % SIDE, i / SIDE));
      difference += Math.abs(before.getRed() - after.getRed());
    }
    assertThat(difference / (SIDE * SIDE)).isLessThan(4);
  }

  @Test
  void aDrawingStaysAsItIs() throws IOException {
    BufferedImage drawing = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = drawing.createGraphics();
    g.drawLine(0, 0, SIDE, SIDE);
    g.dispose();
    byte[] png = png(drawing);
    assertThat(Photograph.image(png, ""))
        .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(png));
  }

  @Test
  void whatCannotBeReadStaysAsItIs() {
    for (int length : new int[] {10, 50_000}) {
      byte[] damaged = new byte[length];
      assertThat(Photograph.image(damaged, ""))
          .contains("data:image/png;base64," + Base64.getEncoder().encodeToString(damaged));
    }
  }
}
