package io.ats.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

  /** More values than are written at a time. */
  private static final int MANY = 70_000;

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void setFile() {
    file = dir.resolve("model.safetensors");
  }

  private static Safetensors sample() {
    float[] many = new float[MANY];
    for (int i = 0; i < MANY; i++) {
      many[i] = 1f / (i + 1);
    }
    float[] odd = {0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 1e38f};
    odd[2] = Float.intBitsToFloat(0x7fc01234); // a NaN with other bits
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("head.weight", new Tensor(new long[] {2, 3}, odd));
    tensors.put("head.\"ß\"", new Tensor(new long[] {}, new float[] {0.1f}));
    tensors.put("none", new Tensor(new long[] {3, 0}, new float[0]));
    tensors.put("a.many", new Tensor(new long[] {MANY}, many));
    return new Safetensors(Map.of("format", "pt", "classes", "[\"a\\n\"]"), tensors);
  }

  private void write(Safetensors model) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      model.writeTo(out);
    }
  }

  @Test
  void everyBitReadsBack() throws IOException {
    write(sample());
    Safetensors back = Safetensors.read(file);
    assertThat(back.metadata()).isEqualTo(sample().metadata());
    assertThat(back.tensors().keySet()).containsExactlyElementsOf(sample().tensors().keySet());
    sample()
        .tensors()
        .forEach((name, all) -> assertThat(all.same(back.tensors().get(name))).isTrue());
    assertThat(back.same(sample())).isTrue();
    assertThat(back.same(new Safetensors(Map.of(), back.tensors()))).isFalse();
    assertThat(back.same(new Safetensors(back.metadata(), Map.of()))).isFalse();
    int bits = Float.floatToRawIntBits(back.tensors().get("head.weight").values()[2]);
    assertThat(bits).isEqualTo(0x7fc01234);
  }

  @Test
  void tensorsDifferByABitOrAShape() {
    Tensor zero = new Tensor(new long[] {2}, new float[] {0f, 1f});
    assertThat(zero.same(new Tensor(new long[] {2}, new float[] {-0f, 1f}))).isFalse();
    assertThat(zero.same(new Tensor(new long[] {1, 2}, new float[] {0f, 1f}))).isFalse();
    assertThatThrownBy(() -> new Tensor(new long[] {3}, new float[2]))
        .hasMessage("2 values do not fill the shape [3]");
  }

  @Test
  void theFileIsLengthHeaderAndAlignedValues() throws IOException {
    write(
        new Safetensors(
            Map.of("k", "v"), Map.of("w", new Tensor(new long[] {1, 2}, new float[] {1f, -2f}))));
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) all.getLong();
    assertThat(length % 8).isZero();
    byte[] header = new byte[length];
    all.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8))
        .startsWith(
            "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}")
        .matches("\\S+ *");
    assertThat(all.getFloat()).isEqualTo(1f);
    assertThat(all.getFloat()).isEqualTo(-2f);
    assertThat(all.hasRemaining()).isFalse();
  }

  /** Other programs count batches in 64-bit integers, which a network here has no place for. */
  @Test
  void tensorsOfAnotherTypeAreSkippedWhereTheyAreNotWanted() throws IOException {
    String json =
        "{'n':{'dtype':'I64','shape':[],'data_offsets':[0,8]},"
            + "'w':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}}";
    write(json.length(), json.replace('\'', '"'), 12);
    byte[] whole = Files.readAllBytes(file);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putFloat(whole.length - 4, 2.5f);
    Files.write(file, whole);
    Safetensors read = Safetensors.read(file, name -> name.equals("w"));
    assertThat(read.tensors().keySet()).containsExactly("w");
    assertThat(read.tensors().get("w").values()).containsExactly(2.5f);
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessage(file + ": tensor n is of dtype I64, and only F32 is read");
  }

  @Test
  void theReservedNameIsRefused() {
    Safetensors reserved =
        new Safetensors(
            Map.of(), Map.of("__metadata__", new Tensor(new long[] {1}, new float[] {1f})));
    assertThatThrownBy(() -> write(reserved)).hasMessageContaining("__metadata__");
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    write(sample());
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 8, 20, 300, 1000, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageStartingWith(file + ": ");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 4));
    assertThatThrownBy(() -> Safetensors.read(file))
        .hasMessageContaining("4 bytes follow the data");
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("bytes of data, got");
  }

  @Test
  void aHeaderBeyondTheFileIsRefused() throws IOException {
    for (long length : new long[] {17, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
      write(length, "{}", 6);
      assertThatThrownBy(() -> Safetensors.read(file))
          .hasMessageContaining(
              "the header is said to have %s bytes, the file has 16"
                  .formatted(Long.toUnsignedString(length)));
    }
    assertThatThrownBy(() -> Safetensors.read(dir)).hasMessageContaining("is not a file");
    assertThatThrownBy(() -> Safetensors.read(dir.resolve("x.safetensors")))
        .hasMessageContaining("is missing");
  }

  private void write(long length, String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(Long.BYTES + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, all.putLong(length).put(json).array());
  }

  /** With 8 bytes of data. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}; tensor b overlaps",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}; tensor b overlaps",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}; no tensor has the bytes before a",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}; 4 bytes follow the data",
        "{'a':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}; expected 16 bytes of data, got 8",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}; tensor a of shape [3] needs 12 bytes, its data_offsets have 8",
        "{'a':{'dtype':'Q7','shape':[2],'data_offsets':[0,8]}}; tensor a: unknown dtype 'Q7'",
        "{'a':{'dtype':'BF16','shape':[4],'data_offsets':[0,8]}}; tensor a is of dtype BF16, and only F32 is read",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}; data_offsets must be two ascending numbers",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}; data_offsets must be two ascending numbers",
        "{'a':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}; tensor a: shape must hold whole numbers from 0",
        "{'a':{'dtype':'F32','shape':[2.5],'data_offsets':[0,8]}}; tensor a: shape must hold whole numbers from 0",
        "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}; tensor a: shape must be a list",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}; tensor a is too large",
        "{'a':{'dtype':'F32','shape':[2]}}; tensor a: expected the keys",
        "{'a':7}; tensor a: expected the keys",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}; the header is not JSON",
        "{'__metadata__':{'a':1}}; __metadata__ holds something that is no text",
        "[]; the header does not begin with '{'",
        "` {}`; the header does not begin with '{'",
        "{} x; the header is not JSON",
        "{; the header is not JSON",
      })
  void aWrongHeaderIsRefused(String header, String problem) throws IOException {
    String json = header.replace('\'', '"');
    write(json.length(), json, 8);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(problem);
  }

  /** The one thing that no damage may do is to give other values without a word. */
  @Test
  void flippedBitsOfTheHeaderNeverGiveMoreThanADamagedFile() throws IOException {
    write(sample());
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < 600; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 1;
      Files.write(file, flipped);
      try {
        Safetensors.read(file);
      } catch (SafetensorsException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }
}
