package io.ats.datasets.pyramid;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.datasets.tiff.TiffFile;
import io.ats.datasets.tiff.TiffTag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicronsTest {

  @TempDir private Path folder;

  /** Unit 2 is the inch, 3 the centimetre, 1 none. */
  @ParameterizedTest
  @CsvSource({
    "20000, 20000, 3, 0.5",
    "40000, 20000, 3, 0.375",
    "50800, 50800, 2, 0.5",
    "2400, 2400, 2, 10.583333",
    "72, 72, 2, 0",
    "96, 96, 2, 0",
    "300, 300, 2, 0",
    "1, 1, 3, 0",
    "10, 10, 3, 0",
    "0, 0, 3, 0",
    "20000, 0, 3, 0",
    "20000, 20000, 1, 0",
    "4000000000, 4000000000, 3, 0",
  })
  void resolutionsOfMicroscopesCount(long x, long y, int unit, double expected) throws IOException {
    Path path = folder.resolve("a.tif");
    try (PyramidFile file = new PyramidFile(path, false)) {
      file.finish(
          List.of(
              new PyramidFile.Fields()
                  .fraction(TiffTag.X_RESOLUTION, x, 1)
                  .fraction(TiffTag.Y_RESOLUTION, y, 1)
                  .shorts(TiffTag.RESOLUTION_UNIT, unit)));
    }
    assertThat(Files.size(path)).isPositive();
    try (TiffFile tiff = TiffFile.open(path)) {
      OptionalDouble microns = Microns.of(tiff.directories().get(0));
      assertThat(Math.round(microns.orElse(0) * 1e6) / 1e6).isEqualTo(expected);
    }
  }
}
