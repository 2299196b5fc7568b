package io.ats.datasets.lymphoma;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;

/**
 * What one generated image shows.
 *
 * @param subtype the class
 * @param ground index of the ground
 * @param magnification index of the nuclei's size
 * @param cells in the order in which they are drawn
 * @param regions of interest, one for each focus
 */
record Tissue(
    Subtype subtype, int ground, int magnification, List<Cell> cells, List<Region> regions) {

  /**
   * A nucleus.
   *
   * @param mark the lymphoma whose nuclei look so; empty: a lymphocyte as in all images
   * @param variant index of its drawing
   * @param row of its centre, pixels; may lie outside the image
   * @param column of its centre, pixels; may lie outside the image
   */
  record Cell(Optional<Subtype> mark, int variant, int row, int column) {}

  /**
   * A region of interest: the least upright rectangle around the marked nuclei of a focus.
   *
   * @param top its first row, pixels
   * @param left its first column, pixels
   * @param bottom the row after its last, pixels
   * @param right the column after its last, pixels
   */
  record Region(int top, int left, int bottom, int right) {

    /** Returns the region around marked nuclei of a diameter in pixels, at least one. */
    static Region around(List<Cell> marked, int diameter) {
      IntSummaryStatistics rows = marked.stream().mapToInt(Cell::row).summaryStatistics();
      IntSummaryStatistics columns = marked.stream().mapToInt(Cell::column).summaryStatistics();
      int before = diameter / 2;
      return new Region(
          rows.getMin() - before,
          columns.getMin() - before,
          rows.getMax() - before + diameter,
          columns.getMax() - before + diameter);
    }
  }
}
