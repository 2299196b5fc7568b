package io.ats.experiments.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Reads and writes the project's JSON files, whose keys are in snake case. */
public final class Json {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /**
   * Reads a value of a type.
   *
   * @throws IOException if the file cannot be read or holds something else; the text names it
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    try {
      return MAPPER.readValue(Files.readString(file), type);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Reads a tree. */
  public static JsonNode tree(Path file) throws IOException {
    return MAPPER.readTree(Files.readString(file));
  }

  /** Returns a value as the tree that {@link #write} writes. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Returns the value as text. */
  public static String text(Object value) throws IOException {
    return MAPPER.writeValueAsString(value);
  }

  /** Writes the value beside the file and renames it, so that the file is whole or absent. */
  public static void write(Path file, Object value) throws IOException {
    writeWhole(file, text(value) + "\n");
  }

  /** Writes text beside the file and renames it, so that the file is whole or absent. */
  public static void writeWhole(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
