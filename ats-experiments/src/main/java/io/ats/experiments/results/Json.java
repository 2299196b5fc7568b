package io.ats.experiments.results;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads and writes the project's JSON files, whose keys are in snake case. Every component of a
 * record is required.
 */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          // A record's components and nothing else, such as isJoint().
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * Reads a value of a type.
   *
   * @throws DamagedFileException if the file cannot be read or holds something else
   */
  public static <T> T read(Path file, Class<T> type) throws DamagedFileException {
    String text = RunFiles.text(file);
    try {
      T value = MAPPER.readValue(text, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw new DamagedFileException(file, Reason.firstLine(e.getOriginalMessage()));
    }
    throw new DamagedFileException(file, "holds nothing");
  }

  /**
   * Reads an object as a tree.
   *
   * @throws DamagedFileException if the file cannot be read or holds something else
   */
  public static JsonNode tree(Path file) throws DamagedFileException {
    JsonNode tree = read(file, JsonNode.class);
    if (!tree.isObject()) {
      throw new DamagedFileException(file, "expected an object");
    }
    return tree;
  }

  /** Returns a value as the tree that {@link #write} writes. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Returns the value as text. */
  public static String text(Object value) throws IOException {
    return MAPPER.writeValueAsString(value);
  }

  /** Writes the value; the file is whole or absent. */
  public static void write(Path file, Object value) throws IOException {
    RunFiles.write(file, text(value) + "\n");
  }
}
