package io.ats.core.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ats.core.options.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the header of a {@code .safetensors} file, which may be damaged or made to deceive. */
final class SafetensorsParser {

  /** The bytes of a value by its type. */
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry(SafetensorsHeader.F32, 4),
          Map.entry("U64", 8),
          Map.entry("I64", 8),
          Map.entry("F64", 8),
          Map.entry("C64", 8));

  private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private SafetensorsParser() {}

  /**
   * Reads a header and checks that its tensors fill the data, each byte once.
   *
   * @param dataBytes length of the data
   * @throws SafetensorsException naming the tensor and what is wrong
   */
  static SafetensorsHeader parse(byte[] encoded, long dataBytes) throws SafetensorsException {
    JsonNode all = json(encoded);
    Map<String, String> metadata = new LinkedHashMap<>();
    List<SafetensorsHeader.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : all.properties()) {
      if (each.getKey().equals(SafetensorsHeader.METADATA)) {
        for (Map.Entry<String, JsonNode> text : each.getValue().properties()) {
          require(
              text.getValue().isTextual(),
              SafetensorsHeader.METADATA + " holds something that is no text");
          metadata.put(text.getKey(), text.getValue().textValue());
        }
      } else {
        entries.add(entry(each.getKey(), each.getValue()));
      }
    }
    entries.sort(
        Comparator.comparingLong(SafetensorsHeader.Entry::begin)
            .thenComparingLong(SafetensorsHeader.Entry::end));
    long next = 0;
    for (SafetensorsHeader.Entry entry : entries) {
      require(entry.begin() >= next, "tensor %s overlaps the one before it", entry.name());
      require(entry.begin() == next, "no tensor has the bytes before %s", entry.name());
      next = entry.end();
    }
    require(next <= dataBytes, "expected %d bytes of data, got %d", next, dataBytes);
    require(next == dataBytes, "%d bytes follow the data", dataBytes - next);
    return new SafetensorsHeader(metadata, entries);
  }

  private static JsonNode json(byte[] encoded) throws SafetensorsException {
    require(encoded.length > 0 && encoded[0] == '{', "the header does not begin with '{'");
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(encoded)).toString();
      return JSON.readTree(text);
    } catch (CharacterCodingException | JsonProcessingException e) {
      throw new SafetensorsException("the header is not JSON in UTF-8");
    }
  }

  private static SafetensorsHeader.Entry entry(String name, JsonNode node)
      throws SafetensorsException {
    String shown = Printable.shown(name);
    Set<String> keys = new HashSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    require(keys.equals(KEYS), "tensor %s: expected the keys %s, got %s", shown, KEYS, keys);
    String dtype = node.get("dtype").asText();
    require(
        BYTES.containsKey(dtype), "tensor %s: unknown dtype '%s'", shown, Printable.shown(dtype));
    long[] shape = numbers(shown, "shape", node.get("shape"));
    long[] offsets = numbers(shown, "data_offsets", node.get("data_offsets"));
    require(
        offsets.length == 2 && offsets[0] <= offsets[1],
        "tensor %s: data_offsets must be two ascending numbers",
        shown);
    long bytes = BYTES.get(dtype);
    try {
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      throw new SafetensorsException("tensor " + shown + " is too large");
    }
    require(
        offsets[1] - offsets[0] == bytes,
        "tensor %s of shape %s needs %d bytes, its data_offsets have %d",
        shown,
        Arrays.toString(shape),
        bytes,
        offsets[1] - offsets[0]);
    return new SafetensorsHeader.Entry(name, dtype, shape, offsets[0], offsets[1]);
  }

  private static long[] numbers(String tensor, String key, JsonNode node)
      throws SafetensorsException {
    require(node.isArray(), "tensor %s: %s must be a list", tensor, key);
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode one = node.get(i);
      boolean whole = one.isIntegralNumber() && one.canConvertToLong() && one.longValue() >= 0;
      require(whole, "tensor %s: %s must hold whole numbers from 0", tensor, key);
      numbers[i] = one.longValue();
    }
    return numbers;
  }

  private static void require(boolean good, String problem, Object... values)
      throws SafetensorsException {
    if (!good) {
      throw new SafetensorsException(problem.formatted(values));
    }
  }
}
