package io.ats.core.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ats.core.options.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The header of a {@code .safetensors} file.
 *
 * @param metadata any texts by name
 * @param entries where each tensor lies, in the order of the data
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {

  static final String METADATA = "__metadata__";
  static final String F32 = "F32";

  /** The data begins at a multiple of so many bytes. */
  private static final int ALIGNMENT = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A tensor.
   *
   * @param dtype the type of its values
   * @param shape its dimensions
   * @param begin its first byte, from the start of the data
   * @param end the byte after its last
   */
  record Entry(String name, String dtype, long[] shape, long begin, long end) {

    /** Checks that its values can be read. */
    void requireFloats() throws SafetensorsException {
      if (!dtype.equals(F32)) {
        throw new SafetensorsException(
            "tensor %s is of dtype %s, and only %s is read"
                .formatted(Printable.shown(name), dtype, F32));
      }
      if ((end - begin) / Float.BYTES > Integer.MAX_VALUE - 8) {
        throw new SafetensorsException("tensor " + Printable.shown(name) + " is too large");
      }
    }
  }

  /** Returns the header of tensors that lie one after another. */
  static SafetensorsHeader of(Map<String, String> metadata, Map<String, Tensor> tensors) {
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (Map.Entry<String, Tensor> each : tensors.entrySet()) {
      if (each.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("no tensor can be called " + METADATA);
      }
      long end = begin + (long) Float.BYTES * each.getValue().values().length;
      entries.add(new Entry(each.getKey(), F32, each.getValue().shape(), begin, end));
      begin = end;
    }
    return new SafetensorsHeader(metadata, entries);
  }

  /** Returns the header as JSON in UTF-8, with spaces to the next multiple of 8 bytes. */
  byte[] encoded() throws JsonProcessingException {
    ObjectNode all = JSON.createObjectNode();
    ObjectNode texts = all.putObject(METADATA);
    metadata.forEach(texts::put);
    for (Entry entry : entries) {
      ObjectNode one = all.putObject(entry.name()).put("dtype", entry.dtype());
      ArrayNode shape = one.putArray("shape");
      Arrays.stream(entry.shape()).forEach(shape::add);
      one.putArray("data_offsets").add(entry.begin()).add(entry.end());
    }
    byte[] json = JSON.writeValueAsBytes(all);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
