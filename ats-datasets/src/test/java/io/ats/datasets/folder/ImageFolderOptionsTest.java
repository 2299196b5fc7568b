package io.ats.datasets.folder;

import static io.ats.datasets.folder.ImageFolder.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.data.Dataset;
import io.ats.core.data.InputTransform;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.source.Normalisation;
import io.ats.datasets.scene.ColourOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderOptionsTest {

  private static final Path PATH = Path.of("images");

  private static void assertRefused(String message, Object... keysAndValues) {
    assertThatThrownBy(() -> options(PATH, keysAndValues))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void rangesAreChecked() {
    assertRefused("fold must be from 0 to folds − 1", "folds", 5, "fold", 5);
    assertRefused("fold must be from 0 to folds − 1", "folds", 0, "fold", 1);
    assertRefused("folds 0 or at least 2", "folds", 1);
    assertRefused(
        "validation = 0.5 and 0.6 for test leave nearly no image", "validation", 0.5, "test", 0.6);
    assertRefused("validation = 0.5 and 0.5 for test", "validation", 0.5, "folds", 2);
    assertRefused("microns-per-pixel", "micronsPerPixel", Double.NaN);
  }

  @Test
  void pathsAreAbsolute() {
    assertThat(options(PATH).path()).isEqualTo(PATH.toAbsolutePath().toString());
    assertThat(options(PATH, "split", "a/../s.csv").split())
        .isEqualTo(Path.of("s.csv").toAbsolutePath().toString());
  }

  @Test
  void meanAndDeviationAreTheInputsTransform() {
    assertThat(options(PATH).input()).isSameAs(InputTransform.NONE);
    List<Double> mean = List.of(0.5, 0.4, 0.3);
    List<Double> deviation = List.of(0.1, 0.2, 0.3);
    assertThat(options(PATH, "colours", new ColourOptions(mean, deviation)).input())
        .isEqualTo(new Normalisation(mean, deviation));
  }

  @Test
  void theChecksumIsOfImagesLabelsSplitsAndHowTheyAreRead(@TempDir Path path) {
    ImageFolder folder = new ImageFolder(path).splits("1", "2");
    String sum = folder.options().open(0).checksum();
    assertThat(folder.options("cache", 7).open(5).checksum()).isEqualTo(sum);
    assertThat(folder.options("viewScale", 0.25).open(0).checksum()).isNotEqualTo(sum);
    assertThat(folder.options("glass", 0.5).open(0).checksum()).isNotEqualTo(sum);
    ColourOptions colours = ColourOptions.OF_IMAGENET;
    assertThat(folder.options("colours", colours).open(0).checksum()).isNotEqualTo(sum);
    assertThat(folder.options("labels", LabelKind.COUNT).open(0).checksum()).isNotEqualTo(sum);
    folder.png("train/1/0.png", 12, 16, 99);
    assertThat(folder.options("cache", 8).open(0).checksum()).isNotEqualTo(sum);
  }

  @Test
  void namesAreRelativePaths(@TempDir Path path) {
    Dataset data = new ImageFolder(path).splits("a", "b").options().open(0);
    assertThat(data.name(Split.VALIDATION, 4)).isEqualTo("val/b/1.png");
    assertThat(data.origin())
        .isEqualTo("image-folder: " + path + ", 6 train, 6 validation, 6 test images of 2 classes");
  }
}
