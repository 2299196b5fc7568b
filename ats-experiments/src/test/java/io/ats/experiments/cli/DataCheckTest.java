package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ats data check}. */
class DataCheckTest {

  @TempDir private Path folder;

  private void image(String name, int colour) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(4, 5, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, colour);
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void withoutAProblemItEndsWithZero() throws IOException {
    for (int i = 1; i <= 3; i++) {
      image("a/" + i + ".png", i);
      image("b/" + i + ".png", 10 + i);
    }
    Console console = Console.run("data", "check", folder.toString());
    assertThat(console.status()).isZero();
    assertThat(console.out().lines())
        .containsExactly(
            "6 files, 6 of them can be read",
            "formats: PNG 6",
            "heights 5 to 5, widths 4 to 4 pixels",
            "classes: a 3, b 3",
            "nothing is wrong");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void withProblemsItListsThemAllAndEndsWithOne() throws IOException {
    for (int i = 1; i <= 3; i++) {
      image("a/" + i + ".png", i);
      image("b/" + i + ".png", 10 + i);
    }
    image("b/2.png", 1);
    Files.writeString(folder.resolve("b/\u0007.png"), "text");
    Console console = Console.run("data", "check", folder.toString());
    assertThat(console.status()).isEqualTo(1);
    assertThat(console.out())
        .contains(
            "b/2.png: the same image as a/1.png, under another label\n",
            "b/\\u0007.png: ",
            "2 problems\n");
  }

  @Test
  void aTableIsCheckedAsItsLabelsAre() throws IOException {
    image("1.png", 1);
    Path table = Files.writeString(folder.resolve("t.csv"), "file,label\n1.png,x\n");
    Console console = Console.run("data", "check", "--labels", "count", table.toString());
    assertThat(console.status()).isEqualTo(1);
    assertThat(console.out())
        .contains(
            "t.csv:2: labels: count needs whole numbers from 0 to 10000, got 'x'", "1 problem\n");
  }

  @Test
  void whatIsNotThereIsAWrongCall() {
    Console console = Console.run("data", "check", folder.resolve("no").toString());
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("no such folder or table").doesNotContain("\tat ");
  }
}
