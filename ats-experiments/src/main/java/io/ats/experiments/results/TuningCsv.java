package io.ats.experiments.results;

import io.ats.datasets.input.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads {@code tuning.csv}: every trial of a search. */
public final class TuningCsv {

  private static final List<String> COLUMNS =
      List.of(
          "row",
          "configuration",
          "rung",
          "seed",
          "trial",
          "validation_accuracy",
          "validation_majority_share",
          "validation_images",
          "values");

  private TuningCsv() {}

  /** Writes the file by rename, so that it is whole or absent. */
  public static void write(Path file, List<TuningTrial> trials) throws IOException {
    StringBuilder text = new StringBuilder(Csv.line(COLUMNS));
    for (TuningTrial trial : trials) {
      text.append(
          Csv.line(
              List.of(
                  trial.row(),
                  Integer.toString(trial.configuration()),
                  Integer.toString(trial.rung()),
                  Long.toString(trial.seed()),
                  trial.trial(),
                  cell(trial.accuracy()),
                  cell(trial.validation().majorityShare()),
                  Integer.toString(trial.validation().images()),
                  trial.values())));
    }
    RunFiles.write(file, text.toString());
  }

  private static String cell(double number) {
    return Double.isNaN(number) ? "" : Double.toString(number);
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  /**
   * Reads the file back.
   *
   * @throws DamagedFileException if a line is malformed
   */
  public static List<TuningTrial> read(Path file) throws DamagedFileException {
    List<Csv.Row> rows;
    String text = RunFiles.text(file);
    try {
      rows = Csv.parse(file.getFileName().toString(), text);
    } catch (IOException e) {
      throw new DamagedFileException(file, e.getMessage());
    }
    if (rows.isEmpty() || !rows.get(0).cells().equals(COLUMNS)) {
      throw new DamagedFileException(file, 1, "expected the columns " + String.join(",", COLUMNS));
    }
    List<TuningTrial> trials = new ArrayList<>();
    for (Csv.Row row : rows.subList(1, rows.size())) {
      trials.add(trial(file, row));
    }
    return trials;
  }

  private static TuningTrial trial(Path file, Csv.Row row) throws DamagedFileException {
    List<String> cells = row.cells();
    if (cells.size() != COLUMNS.size()) {
      throw new DamagedFileException(
          file, row.line(), "expected " + COLUMNS.size() + " cells, got " + cells.size());
    }
    try {
      return new TuningTrial(
          cells.get(0),
          Integer.parseInt(cells.get(1)),
          Integer.parseInt(cells.get(2)),
          Long.parseLong(cells.get(3)),
          cells.get(4),
          new TuningTrial.Validation(
              number(cells.get(5)), number(cells.get(6)), Integer.parseInt(cells.get(7))),
          cells.get(8));
    } catch (NumberFormatException e) {
      throw new DamagedFileException(file, row.line(), Reason.firstLine(e.getMessage()));
    }
  }
}
