package io.ats.experiments.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ats.experiments.trial.Program;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapTiffTest {

  private static final float[][] VALUES = {{0.25f, -1e-30f, 3e30f}, {0f, 1f, 0.1f}};

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void setFile() {
    file = dir.resolve("map.tif");
  }

  private record Read(BufferedImage image, TIFFDirectory directory) {

    TIFFField field(int tag) {
      return directory.getTIFFField(tag);
    }

    double fraction(int tag) {
      return field(tag).getAsDouble(0);
    }
  }

  private Read read() throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(1);
      return new Read(reader.read(0), TIFFDirectory.createFromMetadata(reader.getImageMetadata(0)));
    } finally {
      reader.dispose();
    }
  }

  @Test
  void itReadsBackAsOneChannelOfTheSameFloats() throws IOException {
    MapTiff.write(file, new ScoreMap(VALUES, 0, 0, 4, 4));
    Read read = read();
    assertThat(read.image().getRaster().getNumBands()).isEqualTo(1);
    assertThat(read.image().getRaster().getDataBuffer().getDataType())
        .isEqualTo(DataBuffer.TYPE_FLOAT);
    assertThat(read.image().getHeight()).isEqualTo(2);
    for (int row = 0; row < 2; row++) {
      assertThat(read.image().getRaster().getPixels(0, row, 3, 1, (float[]) null))
          .containsExactly(VALUES[row]);
    }
    assertThat(read.field(BaselineTIFFTagSet.TAG_BITS_PER_SAMPLE).getAsInt(0)).isEqualTo(32);
    assertThat(read.field(BaselineTIFFTagSet.TAG_SAMPLE_FORMAT).getAsInt(0))
        .isEqualTo(BaselineTIFFTagSet.SAMPLE_FORMAT_FLOATING_POINT);
  }

  @ParameterizedTest
  @CsvSource({"4, 8", "3.3333333333333335, 7.1", "0.5, 0.001", "123456.789, 10000000"})
  void aPixelHasTheSizeOfItsCell(double cellWidth, double cellHeight) throws IOException {
    MapTiff.write(file, new ScoreMap(VALUES, 0, 0, cellWidth, cellHeight));
    Read read = read();
    assertThat(1 / read.fraction(BaselineTIFFTagSet.TAG_X_RESOLUTION))
        .isCloseTo(cellWidth, within(1e-6 * Math.max(1, cellWidth)));
    assertThat(1 / read.fraction(BaselineTIFFTagSet.TAG_Y_RESOLUTION))
        .isCloseTo(cellHeight, within(1e-6 * Math.max(1, cellHeight)));
    assertThat(read.field(BaselineTIFFTagSet.TAG_RESOLUTION_UNIT).getAsInt(0))
        .isEqualTo(BaselineTIFFTagSet.RESOLUTION_UNIT_NONE);
  }

  @Test
  void theDescriptionTellsWhereTheMapLies() throws IOException {
    MapTiff.write(file, new ScoreMap(VALUES, -1.5, 12, 4.25, 8));
    String text =
        read().field(BaselineTIFFTagSet.TAG_IMAGE_DESCRIPTION).getAsString(0).replace("\0", "");
    JsonNode description = new ObjectMapper().readTree(text);
    assertThat(description.path("left").asDouble()).isEqualTo(-1.5);
    assertThat(description.path("top").asDouble()).isEqualTo(12);
    assertThat(description.path("cell_width").asDouble()).isEqualTo(4.25);
    assertThat(description.path("cell_height").asDouble()).isEqualTo(8);
  }

  @Test
  void aLargeMapIsWhole() throws IOException {
    float[][] large = new float[317][1001];
    for (int row = 0; row < large.length; row++) {
      for (int column = 0; column < large[row].length; column++) {
        large[row][column] = row + column / 1024f;
      }
    }
    MapTiff.write(file, new ScoreMap(large, 0, 0, 4, 4));
    BufferedImage image = read().image();
    for (int row = 0; row < large.length; row++) {
      assertThat(image.getRaster().getPixels(0, row, 1001, 1, (float[]) null))
          .containsExactly(large[row]);
    }
  }

  @Test
  void libtiffReadsItAsWritten() throws Exception {
    MapTiff.write(file, new ScoreMap(VALUES, 0, 0, 4, 8));
    Program.Answer info;
    try {
      info = Program.run(new ProcessBuilder("tiffinfo", file.toString()), 60, process -> {});
    } catch (IOException e) {
      System.err.println("SKIPPED a test of score maps as TIFF: no tiffinfo (libtiff-tools)");
      assumeTrue(false, "no tiffinfo");
      return;
    }
    assertThat(info.err()).isEmpty();
    assertThat(info.out())
        .contains("Image Width: 3 Image Length: 2", "Resolution: 0.25, 0.125", "(unitless)")
        .contains("Bits/Sample: 32", "Sample Format: IEEE floating point", "Samples/Pixel: 1")
        .contains("\"cell_width\":4.0");
    assertThat(List.of(info.status().orElseThrow())).containsExactly(0);
  }
}
