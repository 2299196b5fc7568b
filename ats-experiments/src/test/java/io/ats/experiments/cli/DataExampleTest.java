package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Injector;
import io.ats.experiments.Console;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The set of images to begin with, and its suite. */
class DataExampleTest {

  @TempDir Path dir;

  /** Writes pictures that count as photographs. */
  private Path photographs(int count) throws IOException {
    Path folder = Files.createDirectories(dir.resolve("backgrounds"));
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_RGB);
      Random random = new Random(i);
      for (int p = 0; p < 1200 * 900; p++) {
        image.setRGB(p % 1200, p / 1200, random.nextInt(0x404040) + 0x202020 * (p / 90000 % 4));
      }
      ImageIO.write(image, "jpg", folder.resolve("photo " + i + ".jpg").toFile());
    }
    return folder;
  }

  @Test
  void theExampleIsRightAndItsSuiteExpands() throws IOException {
    Path folder = dir.resolve("it's photos");
    Console written =
        Console.run(
            "data",
            "example",
            folder.toString(),
            "--images",
            "40",
            "--photographs",
            photographs(8).toString());
    assertThat(written.status()).as(written.err()).isZero();
    Console check = Console.run("data", "check", folder.resolve("images.csv").toString());
    assertThat(check.status()).as(check.out()).isZero();
    assertThat(check.out()).contains("40 files", "JPEG", "TIFF", "nothing is wrong");
    assertThat(Files.readString(folder.resolve("images.csv"))).contains(",photo 7.jpg");

    Injector injector = Main.injector(List.of());
    SuiteConfig suite =
        injector.getInstance(Suites.class).load(folder.resolve("suite.yaml").toString());
    List<PlannedTrial> trials =
        injector.getInstance(SuiteExpansion.class).expand(suite, "lite", List.of(), List.of());
    assertThat(trials)
        .extracting(trial -> trial.config().selector().name())
        .containsExactly("ips", "ats", "perturbed-topk", "whole-image", "uniform");
  }

  @Test
  void aFolderThatIsThereAndTooFewPhotographsAreRefused() throws IOException {
    Path photographs = photographs(3);
    Console few =
        Console.run(
            "data",
            "example",
            dir.resolve("new").toString(),
            "--photographs",
            photographs.toString());
    assertThat(few.status()).isEqualTo(2);
    assertThat(few.err()).contains("has 3 photographs", "8 are needed", "--photographs");
    Console there =
        Console.run(
            "data", "example", photographs.toString(), "--photographs", photographs.toString());
    assertThat(there.status()).isEqualTo(2);
    assertThat(there.err()).contains("name a new or empty folder");
  }

  @Test
  void aPyramidOfAnImageIsWritten() throws IOException {
    Path photograph = photographs(1).resolve("photo 0.jpg");
    Path pyramid = dir.resolve("a.tif");
    Console console = Console.run("data", "pyramid", photograph.toString(), pyramid.toString());
    assertThat(console.status()).as(console.err()).isZero();
    assertThat(console.out()).contains("900×1200", "450×600", "225×300");
    assertThat(Console.run("data", "pyramid", photograph.toString(), pyramid.toString()).err())
        .contains("is there already");
    assertThat(
            Console.run("data", "pyramid", photograph.toString(), dir + "/b.tif", "--tile", "100")
                .err())
        .contains("multiple of 16");
  }
}
