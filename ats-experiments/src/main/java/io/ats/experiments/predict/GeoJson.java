package io.ats.experiments.predict;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ats.experiments.picture.ColorMap;
import io.ats.experiments.results.RunFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a model read of an image, as GeoJSON that QuPath (from 0.4) opens: patches are annotations
 * of the predicted class, cells of the score map detections, coloured by their score from dark to
 * bright. Coordinates are pixels of the full-resolution image. The same content has the same bytes.
 *
 * @param image the image's name, which tells its objects from those of another
 * @param className the predicted class
 * @param rgb the class's colour, 0xRRGGBB
 * @param patches in any order
 * @param map the score map, if there is one
 */
public record GeoJson(
    String image, String className, int rgb, List<ReadPatch> patches, Optional<ScoreMap> map) {

  private static final String ATTENTION = "attention";

  /** Copies the list. */
  public GeoJson {
    patches = List.copyOf(patches);
  }

  /** Writes the file by rename, so that it is whole or absent. */
  public void write(Path file) throws IOException {
    RunFiles.write(file, this::to);
  }

  private void to(OutputStream out) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (ReadPatch patch : patches) {
        write(json, patch);
      }
      if (map.isPresent()) {
        write(json, map.get());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void write(JsonGenerator json, ReadPatch patch) throws IOException {
    Map<String, Double> measurements = new LinkedHashMap<>();
    patch.attention().ifPresent(value -> measurements.put(ATTENTION, value));
    measurements.put("weight", patch.weight());
    measurements.put("order", (double) patch.order());
    begin(json, "annotation", "patch " + patch.order(), patch.box(), measurements);
    json.writeObjectFieldStart("classification");
    json.writeStringField("name", className);
    color(json, rgb);
    json.writeEndObject();
    end(json);
  }

  private void write(JsonGenerator json, ScoreMap scores) throws IOException {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float[] row : scores.values()) {
      for (float value : row) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    double range = most > least ? (double) most - least : 1;
    for (int row = 0; row < scores.rows(); row++) {
      for (int column = 0; column < scores.columns(); column++) {
        float value = scores.values()[row][column];
        String name = "cell " + row + "," + column;
        begin(
            json, "detection", name, scores.cell(row, column), Map.of(ATTENTION, shortest(value)));
        color(json, ColorMap.rgb(((double) value - least) / range));
        end(json);
      }
    }
  }

  /** Returns the number whose shortest decimal is that of the float. */
  private static double shortest(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  /** Writes a feature up to its last properties. */
  private void begin(
      JsonGenerator json, String type, String name, PixelBox box, Map<String, Double> measurements)
      throws IOException {
    String content =
        String.join("\n", image, className, name, box.toString(), measurements.toString());
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField(
        "id", UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString());
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", "Polygon");
    json.writeArrayFieldStart("coordinates");
    json.writeStartArray();
    point(json, box.left(), box.top());
    point(json, box.right(), box.top());
    point(json, box.right(), box.bottom());
    point(json, box.left(), box.bottom());
    point(json, box.left(), box.top());
    json.writeEndArray();
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    json.writeStringField("objectType", type);
    json.writeStringField("name", name);
    json.writeObjectFieldStart("measurements");
    for (Map.Entry<String, Double> each : measurements.entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void point(JsonGenerator json, double x, double y) throws IOException {
    json.writeStartArray();
    json.writeNumber(x);
    json.writeNumber(y);
    json.writeEndArray();
  }

  private static void color(JsonGenerator json, int rgb) throws IOException {
    int[] parts = {rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF};
    json.writeFieldName("color");
    json.writeArray(parts, 0, parts.length);
  }
}
