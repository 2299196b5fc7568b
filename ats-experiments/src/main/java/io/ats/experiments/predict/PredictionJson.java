package io.ats.experiments.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ats.experiments.results.TaskPredictions;
import java.io.IOException;
import java.io.Writer;

/**
 * Predictions as a JSON array of objects: {@code image, height, width, predictions, milliseconds,
 * pixels_read}, or {@code image, error}. {@code predictions} has, for each task, its {@code part}
 * ({@code ""} unless the task is joint), the predicted {@code classes}, and {@code probabilities},
 * the most probable class first.
 */
public final class PredictionJson implements PredictionWriter {

  private final JsonGenerator json;
  private final int top;

  /**
   * Begins the array.
   *
   * @param out not closed
   * @param top number of most probable classes; 0: all
   */
  public PredictionJson(Writer out, int top) throws IOException {
    json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    this.top = top;
    json.writeStartArray();
  }

  @Override
  public void add(ImagePrediction prediction) throws IOException {
    json.writeStartObject();
    json.writeStringField("image", prediction.image());
    json.writeNumberField("height", prediction.height());
    json.writeNumberField("width", prediction.width());
    json.writeArrayFieldStart("predictions");
    for (TaskPredictions task : prediction.tasks()) {
      write(task);
    }
    json.writeEndArray();
    json.writeNumberField("milliseconds", Math.round(prediction.milliseconds() * 10) / 10.0);
    json.writeNumberField("pixels_read", prediction.pixelsRead());
    json.writeEndObject();
  }

  private void write(TaskPredictions task) throws IOException {
    json.writeStartObject();
    json.writeStringField("part", task.part());
    json.writeArrayFieldStart("classes");
    for (int c : task.predicted()[0]) {
      json.writeString(task.classes().get(c));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("probabilities");
    for (Ranked ranked : Ranked.of(task, top)) {
      json.writeStartObject();
      json.writeStringField("class", ranked.name());
      json.writeNumberField("probability", ranked.probability());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void addError(String image, String reason) throws IOException {
    json.writeStartObject();
    json.writeStringField("image", image);
    json.writeStringField("error", reason);
    json.writeEndObject();
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.writeEndArray();
    json.writeRaw('\n');
    json.close();
  }
}
