package io.ats.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchWriterTest {

  private static final List<BenchRow> ROWS =
      List.of(
          BenchRow.lowerIsBetter("scene", "40,000²: \"both\"", 2, 6400, "full canvas", "MB"),
          new BenchRow("step", "tiny", 10.5, 10, "bare", "ms", 1 / 1.05));

  @Test
  void csvHasTheDocumentedColumnsAndQuotesWhatNeedsIt() {
    assertThat(BenchWriter.csv(ROWS))
        .isEqualTo(
            """
            bench,case,ours,alternative,other,unit,ratio
            scene,"40,000²: ""both""\",2.00000,6400.00,full canvas,MB,3200.00
            step,tiny,10.5000,10.0000,bare,ms,0.952381
            """);
  }

  @Test
  void textAlignsNamesLeftAndFiguresRight() {
    assertThat(BenchWriter.text(ROWS))
        .isEqualTo(
            """
            bench  case              ours  alternative  other        unit   ratio
            scene  40,000²: "both"  2.000         6400  full canvas  MB      3200
            step   tiny             10.50        10.00  bare         ms    0.9524
            """);
  }

  @Test
  void noRowsGiveTheHeaderAlone() {
    assertThat(BenchWriter.csv(List.of()))
        .isEqualTo("bench,case,ours,alternative,other,unit,ratio\n");
  }
}
