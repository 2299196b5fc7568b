package io.ats.experiments.predict;

import io.ats.datasets.input.Csv;
import io.ats.experiments.results.PredictionsCsv;
import io.ats.experiments.results.TaskPredictions;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Predictions as comma-separated values: {@code
 * image,prediction,p_CLASS…,milliseconds,pixels_read}, or {@code image,class_1,p_1,class_2,…} with
 * the most probable classes. Of a joint task each part has such columns. Images that were not
 * predicted are left out.
 */
public final class PredictionTable implements PredictionWriter {

  private final Writer out;
  private final int top;
  private boolean begun;

  /**
   * Creates a table.
   *
   * @param top number of most probable classes; 0: all, in their order
   */
  public PredictionTable(Writer out, int top) {
    this.out = out;
    this.top = top;
  }

  @Override
  public void add(ImagePrediction prediction) throws IOException {
    List<String> header = new ArrayList<>(List.of("image"));
    List<String> cells = new ArrayList<>(List.of(prediction.image()));
    for (TaskPredictions task : prediction.tasks()) {
      String prefix = task.part().isEmpty() ? "" : task.part() + "_";
      if (top == 0) {
        header.add(prefix + (task.multiLabel() ? "predictions" : "prediction"));
        cells.add(PredictionFiles.words(List.of(task)));
        for (int c = 0; c < task.classes().size(); c++) {
          header.add(prefix + "p_" + task.classes().get(c));
          cells.add(PredictionsCsv.shortest(task.probabilities()[0][c]));
        }
      } else {
        List<Ranked> ranked = Ranked.of(task, top);
        for (int i = 0; i < ranked.size(); i++) {
          header.add(prefix + "class_" + (i + 1));
          header.add(prefix + "p_" + (i + 1));
          cells.add(ranked.get(i).name());
          cells.add(PredictionsCsv.shortest(ranked.get(i).probability()));
        }
      }
    }
    header.addAll(List.of("milliseconds", "pixels_read"));
    cells.add(String.format(Locale.ROOT, "%.1f", prediction.milliseconds()));
    cells.add(Long.toString(prediction.pixelsRead()));
    if (!begun) {
      out.append(Csv.line(header));
      begun = true;
    }
    out.append(Csv.line(cells));
  }

  @Override
  public void addError(String image, String reason) {
    // A table has no place for it; the command tells of it.
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() {
    // Nothing follows the last line.
  }
}
