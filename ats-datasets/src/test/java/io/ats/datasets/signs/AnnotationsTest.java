package io.ats.datasets.signs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.signs.AnnotatedSign.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationsTest {

  @TempDir private Path folder;

  @Test
  void linesAreImagesAndTheirNamedSigns() throws IOException {
    List<Annotations.Image> images =
        read(
            "a.jpg:",
            "b.jpg:MISC_SIGNS;MISC_SIGNS;",
            "",
            "c.jpg:VISIBLE, 10.5, 20, 3.25, -4, PROHIBITORY, 70_SIGN;MISC_SIGNS;"
                + "SIDE_ROAD, 478.4376l0, 9, 8, 7, OTHER, URDBL; ");
    assertThat(images)
        .containsExactly(
            new Annotations.Image("a.jpg", List.of(), 1),
            new Annotations.Image("b.jpg", List.of(), 2),
            new Annotations.Image(
                "c.jpg",
                List.of(
                    new AnnotatedSign(Visibility.VISIBLE, 3.25, -4, 10.5, 20, "70_SIGN"),
                    new AnnotatedSign(Visibility.SIDE_ROAD, 8, 7, 478.4376, 9, "URDBL")),
                4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "b.jpg VISIBLE|'image file:signs'|b.jpg VISIBLE",
        ":VISIBLE|'image file:signs'|:VISIBLE",
        "b.jpg:VISIBLE, 1, 2, 3|'VISIBILITY, x, y, x, y, TYPE, NAME' or MISC_SIGNS between"
            + " semicolons|VISIBLE, 1, 2, 3",
        "b.jpg:SEEN, 9, 9, 1, 1, A, B;|one of [VISIBLE, BLURRED, SIDE_ROAD, OCCLUDED]|SEEN",
        "b.jpg:VISIBLE, 9, x9, 1, 1, A, B;|a coordinate in pixels|x9",
        "b.jpg:VISIBLE, 9, , 1, 1, A, B;|a coordinate in pixels|##",
        "b.jpg:VISIBLE, 1, 9, 9, 1, A, B|the lower right corner before the upper left one|VISIBLE,"
            + " 1, 9, 9, 1, A, B",
      })
  void malformedLinesAreNamed(String line, String expected, String found) {
    assertThatThrownBy(() -> read("a.jpg:", line))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            folder.resolve("annotations.txt")
                + ":2: expected "
                + expected
                + ", found '"
                + found
                + "'; replace the file by the published one");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.txt");
    assertThatThrownBy(() -> Annotations.read(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(missing + ": expected the signs' annotations, found no such file; ")
        .hasMessageContaining("give the folder that holds Set1 and Set2 as path");
  }

  @Test
  void aFileCutShortIsTold() throws IOException {
    String text = "a.jpg:MISC_SIGNS;\nb.jpg:VISIBLE, 9, 8.5, 2, 1, OTHER, OTHER;\nc.jpg:\n";
    Path file = folder.resolve("annotations.txt");
    for (int kept = 1; kept < text.length(); kept++) {
      Files.writeString(file, text.substring(0, kept));
      if ("\n;".indexOf(text.charAt(kept - 1)) < 0) {
        assertThatThrownBy(() -> Annotations.read(file))
            .isInstanceOf(UncheckedIOException.class)
            .hasMessageMatching(".*annotations.txt:\\d: expected .*; replace the file by the.*");
      } else {
        assertThat(Annotations.read(file)).isNotEmpty();
      }
    }
  }

  @Test
  void whatEditorsLeaveIsNoPartOfALine() throws IOException {
    Path file = Files.writeString(folder.resolve("annotations.txt"), "\uFEFF");
    assertThat(Annotations.read(file)).isEmpty();
    Files.writeString(file, "\uFEFFa.jpg:MISC_SIGNS;\n \t");
    assertThat(Annotations.read(file))
        .containsExactly(new Annotations.Image("a.jpg", List.of(), 1));
  }

  private List<Annotations.Image> read(String... lines) throws IOException {
    return Annotations.read(Files.write(folder.resolve("annotations.txt"), List.of(lines)));
  }
}
