package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {

  @TempDir Path dir;

  private Path written() throws IOException {
    Path file = dir.resolve("a.npy");
    Npy.write(file, new float[][][] {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {-1, 0.5f, 1e-30f}}});
    return file;
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    float[][][] read = Npy.read(written());
    assertThat(read.length).isEqualTo(2);
    assertThat(read[0][1]).containsExactly(4, 5, 6);
    assertThat(read[1][1]).containsExactly(-1, 0.5f, 1e-30f);
    assertThat(dir).isDirectoryNotContaining("glob:**.part");
  }

  /** The format's own rules: magic, version, header's length, alignment, line break, data. */
  @Test
  void writesWhatNumPyDefines() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    assertThat(Arrays.copyOf(bytes, 8)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    int header = (bytes[8] & 0xFF) | (bytes[9] & 0xFF) << 8;
    assertThat((10 + header) % 64).isZero();
    assertThat(new String(bytes, 10, header, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 3), }")
        .endsWith(" \n");
    assertThat(bytes.length).isEqualTo(10 + header + 12 * 4);
    // 1.0f is 0x3F800000, its lowest byte first.
    assertThat(Arrays.copyOfRange(bytes, 10 + header, 14 + header))
        .containsExactly(0, 0, 0x80, 0x3F);
  }

  @Test
  void refusesWhatIsNotWhole() throws IOException {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {9, 40, bytes.length - 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Npy.read(file))
          .isInstanceOf(DamagedFileException.class)
          .hasMessage(
              file
                  + ": is not a complete .npy file of float32 in three dimensions; repeat its"
                  + " ./ats run with --repair");
    }
  }
}
