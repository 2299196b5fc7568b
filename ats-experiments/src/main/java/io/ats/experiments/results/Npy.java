package io.ats.experiments.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arrays of three dimensions as NumPy's {@code .npy} files, version 1.0, little-endian float32. */
public final class Npy {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int FRONT = MAGIC.length + 2;
  private static final int ALIGNMENT = 64;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([1-9]\\d{0,5}), ([1-9]\\d{0,5}), ([1-9]\\d{0,5})\\), \\}\\s*");

  private Npy() {}

  /** Writes the file by rename, so that it is whole or absent; no dimension may be 0. */
  public static void write(Path file, float[][][] values) throws IOException {
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d, %d), }",
            values.length,
            values[0].length,
            values[0][0].length);
    int padding = ALIGNMENT - (FRONT + header.length() + 1) % ALIGNMENT;
    header += " ".repeat(padding) + "\n";
    int count = values.length * values[0].length * values[0][0].length;
    ByteBuffer out =
        ByteBuffer.allocate(FRONT + header.length() + count * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putShort((short) header.length());
    out.put(header.getBytes(StandardCharsets.US_ASCII));
    for (float[][] plane : values) {
      for (float[] row : plane) {
        for (float value : row) {
          out.putFloat(value);
        }
      }
    }
    RunFiles.write(file, stream -> stream.write(out.array()));
  }

  /**
   * Reads the file back.
   *
   * @throws DamagedFileException if it is not such a file
   */
  public static float[][][] read(Path file) throws DamagedFileException {
    ByteBuffer in = ByteBuffer.wrap(RunFiles.bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < FRONT || !in.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw wrong(file);
    }
    in.position(MAGIC.length);
    byte[] header = new byte[Math.min(in.getShort() & 0xFFFF, in.remaining())];
    in.get(header);
    Matcher shape = HEADER.matcher(new String(header, StandardCharsets.US_ASCII));
    if (!shape.matches()) {
      throw wrong(file);
    }
    int images = Integer.parseInt(shape.group(1));
    int rows = Integer.parseInt(shape.group(2));
    int columns = Integer.parseInt(shape.group(3));
    if (in.remaining() != (long) images * rows * columns * Float.BYTES) {
      throw wrong(file);
    }
    float[][][] values = new float[images][rows][columns];
    for (float[][] plane : values) {
      for (float[] row : plane) {
        in.asFloatBuffer().get(row);
        in.position(in.position() + columns * Float.BYTES);
      }
    }
    return values;
  }

  private static DamagedFileException wrong(Path file) {
    return new DamagedFileException(
        file, "is not a complete .npy file of float32 in three dimensions");
  }
}
