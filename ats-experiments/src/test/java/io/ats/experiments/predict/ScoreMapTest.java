package io.ats.experiments.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.Border;
import io.ats.core.ScoreGrid;
import io.ats.core.geometry.PatchGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreMapTest {

  /** Cells of 4.5 pixels, the first centred at 3: where no patch was moved, centres are rounded. */
  @ParameterizedTest
  @EnumSource(Border.class)
  void cellsLieWhereTheGridPutsThem(Border border) {
    PatchGrid grid = new PatchGrid(400, 300, 32, 32, 88, 66, 3, 3, 4.5, 4.5, border);
    ScoreMap map = ScoreMap.of(new float[88][66], grid.centres(), 400, 300);
    assertThat(map.cellWidth()).isCloseTo(4.5, within(0.03));
    assertThat(map.cellHeight()).isCloseTo(4.5, within(0.03));
    for (int i = 0; i < 88; i++) {
      PixelBox cell = map.cell(i, 10);
      assertThat((cell.top() + cell.bottom()) / 2).isCloseTo(3 + 4.5 * i, within(1.0));
    }
    for (int j = 0; j < 66; j++) {
      PixelBox cell = map.cell(10, j);
      assertThat((cell.left() + cell.right()) / 2).isCloseTo(3 + 4.5 * j, within(1.0));
    }
  }

  @Test
  void aFewCellsHaveAPlaceToo() {
    ScoreMap one =
        ScoreMap.of(new float[1][1], new ScoreGrid(new double[] {0.5}, new double[] {0.5}), 40, 60);
    assertThat(one.cell(0, 0)).isEqualTo(new PixelBox(0, 0, 60, 40));
    ScoreMap two =
        ScoreMap.of(
            new float[2][2],
            new ScoreGrid(new double[] {0.25, 0.75}, new double[] {0.5, 0.5}),
            40,
            60);
    assertThat(two.cell(1, 1)).isEqualTo(new PixelBox(30, 20, 60, 40));
  }

  @Test
  void neighboursShareTheirEdge() {
    ScoreMap map = new ScoreMap(new float[50][50], -0.3, 0.1, 1.1, 0.7);
    for (int i = 0; i < 49; i++) {
      assertThat(map.cell(i, i).right()).isEqualTo(map.cell(i, i + 1).left());
      assertThat(map.cell(i, i).bottom()).isEqualTo(map.cell(i + 1, i).top());
    }
  }

  @Test
  void whatIsNotAMapIsRefused() {
    assertThatThrownBy(() -> new ScoreMap(new float[][] {{0, Float.NaN}}, 0, 0, 1, 1))
        .hasMessage("the score at row 0, column 1 is NaN; it must be finite");
    assertThatThrownBy(() -> new ScoreMap(new float[][] {{0}, {0, 1}}, 0, 0, 1, 1))
        .hasMessage("row 1 of a score map has another length");
    assertThatThrownBy(() -> new ScoreMap(new float[0][], 0, 0, 1, 1))
        .hasMessage("a score map needs a cell");
    assertThatThrownBy(() -> new ScoreMap(new float[1][1], 0, 0, 0, 1))
        .hasMessageContaining("sizes must be above 0");
  }
}
