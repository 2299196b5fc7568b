package io.ats.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.datasets.input.Csv;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes {@code results.csv}: a column for each value in a trial's {@code result.json}, under the
 * same name; a number that does not exist is an empty cell. It is derived and never read back.
 */
public final class ResultsCsv {

  /** The columns whose order scripts rely on; any other comes after them. */
  private static final List<String> FIRST =
      List.of(
          ("suite,trial,selector,dataset,aggregator,encoder,seed,status,epochs,"
                  + "train_loss,train_accuracy,test_accuracy,best_test_accuracy,"
                  + "train_seconds,inference_ms_per_image,peak_memory_mb,"
                  + "parameters,patches,patch_size,image_height,image_width,"
                  + "task,variant,best_epoch,attention_entropy,attention_on_objects,"
                  + "test_images,majority_share,origin,preset,reason,"
                  + "outside_image,objects_covered,train_cpu_seconds")
              .split(","));

  private static final List<String> COLUMNS = order();

  private ResultsCsv() {}

  private static List<String> order() {
    Set<String> all = new LinkedHashSet<>(FIRST);
    for (Class<?> part :
        List.of(TrialResult.Key.class, TrialResult.Size.class, TrialResult.Outcome.class)) {
      Arrays.stream(part.getRecordComponents()).map(ResultsCsv::column).forEach(all::add);
    }
    Metric.ofResult().forEach(metric -> all.add(metric.column()));
    return List.copyOf(all);
  }

  /** Returns the names of the columns, in order. */
  public static List<String> columns() {
    return COLUMNS;
  }

  private static String column(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Writes the file by rename, so that it is whole or absent. */
  public static void write(Path file, List<TrialResult> results) throws IOException {
    RunFiles.write(file, text(results));
  }

  /** Returns what {@link #write} writes. */
  public static String text(List<TrialResult> results) {
    StringBuilder text = new StringBuilder(Csv.line(COLUMNS));
    for (TrialResult result : results) {
      Map<String, String> cells = new HashMap<>();
      for (JsonNode part : Json.tree(result)) {
        part.properties().forEach(field -> cells.put(field.getKey(), field.getValue().asText()));
      }
      text.append(Csv.line(COLUMNS.stream().map(name -> cells.getOrDefault(name, "")).toList()));
    }
    return text.toString();
  }
}
