package io.ats.core.weights;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The content of a {@code .safetensors} file: the length of the header, 8 bytes little-endian; the
 * header, JSON; and the tensors' values, little-endian, without gaps.
 *
 * @param metadata any texts by name
 * @param tensors by name, in the order of the file
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

  private static final int CHUNK_BYTES = 1 << 16;

  /** As the reference implementation's limit. */
  private static final long MOST_HEADER_BYTES = 100_000_000;

  /** Copies the maps, their order kept. */
  public Safetensors {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** Returns whether another has the same texts, and tensors of the same names and bits. */
  public boolean same(Safetensors other) {
    return other.metadata.equals(metadata)
        && other.tensors.keySet().equals(tensors.keySet())
        && tensors.entrySet().stream()
            .allMatch(each -> each.getValue().same(other.tensors.get(each.getKey())));
  }

  /** Writes the file's bytes. */
  public void writeTo(OutputStream out) throws IOException {
    byte[] header = SafetensorsHeader.of(metadata, tensors).encoded();
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length);
    out.write(buffer.array(), 0, buffer.position());
    out.write(header);
    for (Tensor tensor : tensors.values()) {
      FloatBuffer values = FloatBuffer.wrap(tensor.values());
      while (values.hasRemaining()) {
        int count = Math.min(values.remaining(), CHUNK_BYTES / Float.BYTES);
        buffer.clear();
        buffer.asFloatBuffer().put(values.slice(values.position(), count));
        values.position(values.position() + count);
        out.write(buffer.array(), 0, count * Float.BYTES);
      }
    }
  }

  /**
   * Reads a file of 32-bit floats.
   *
   * @throws SafetensorsException if it is not a whole one, naming the tensor and what is wrong
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    return read(file, name -> true);
  }

  /**
   * Reads some tensors of a file, which are of 32-bit floats; the others may be of any type.
   *
   * @param wanted whether a tensor of that name is read
   * @throws SafetensorsException if it is not a whole one, naming the tensor and what is wrong
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path file, Predicate<String> wanted) throws IOException {
    try (DataInputStream in = open(file)) {
      SafetensorsHeader header = header(in, Files.size(file));
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (SafetensorsHeader.Entry entry : header.entries()) {
        if (wanted.test(entry.name())) {
          tensors.put(entry.name(), new Tensor(entry.shape(), floats(in, entry)));
        } else {
          in.skipNBytes(entry.end() - entry.begin());
        }
      }
      return new Safetensors(header.metadata(), tensors);
    } catch (SafetensorsException e) {
      throw new SafetensorsException(file, e.getMessage());
    } catch (EOFException e) {
      throw new SafetensorsException(file, "the file ends too early");
    }
  }

  /**
   * Reads what a file says of its tensors, of any type, not their values.
   *
   * @throws SafetensorsException if it is not a whole one, naming the tensor and what is wrong
   * @throws IOException if it cannot be read
   */
  static SafetensorsHeader header(Path file) throws IOException {
    try (DataInputStream in = open(file)) {
      return header(in, Files.size(file));
    } catch (SafetensorsException e) {
      throw new SafetensorsException(file, e.getMessage());
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SafetensorsException(Files.exists(file) ? "is not a file" : "is missing");
    }
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  private static SafetensorsHeader header(DataInputStream in, long fileBytes) throws IOException {
    if (fileBytes < Long.BYTES) {
      throw new SafetensorsException(
          "is no .safetensors file: it has only " + fileBytes + " bytes");
    }
    long length = Long.reverseBytes(in.readLong());
    if (length < 0 || length > Math.min(MOST_HEADER_BYTES, fileBytes - Long.BYTES)) {
      throw new SafetensorsException(
          "the header is said to have %s bytes, the file has %d; it is truncated, or no .safetensors file"
              .formatted(Long.toUnsignedString(length), fileBytes));
    }
    return SafetensorsParser.parse(in.readNBytes((int) length), fileBytes - Long.BYTES - length);
  }

  private static float[] floats(DataInputStream in, SafetensorsHeader.Entry entry)
      throws IOException {
    entry.requireFloats();
    float[] values = new float[(int) ((entry.end() - entry.begin()) / Float.BYTES)];
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < values.length; ) {
      int some = Math.min(values.length - at, CHUNK_BYTES / Float.BYTES);
      in.readFully(buffer.array(), 0, some * Float.BYTES);
      buffer.asFloatBuffer().get(values, at, some);
      at += some;
    }
    return values;
  }
}
