package io.ats.datasets.colon;

import java.util.List;

/**
 * What one generated image shows.
 *
 * @param ground index of the ground
 * @param rings round structures: glands, or others that look alike from afar
 * @param cells in the order in which they are drawn
 */
record Slide(int ground, List<Ring> rings, List<Cell> cells) {

  /**
   * Plasma around a hollow.
   *
   * @param variant index of its drawing
   * @param row of its centre, pixels
   * @param column of its centre, pixels
   */
  record Ring(int variant, int row, int column) {}

  /**
   * A nucleus, wholly within the image.
   *
   * @param kind what it is
   * @param heading the direction of its longer axis, of {@link SlideArt#HEADINGS}: 0 is to the
   *     right, then clockwise
   * @param variant index of its drawing
   * @param row of its centre, pixels
   * @param column of its centre, pixels
   */
  record Cell(NucleusKind kind, int heading, int variant, int row, int column) {}

  /** Returns the epithelial nuclei. */
  List<Cell> epithelial() {
    return cells.stream().filter(cell -> cell.kind() == NucleusKind.EPITHELIAL).toList();
  }

  /** Returns the class: 1 if there is an epithelial nucleus, else 0. */
  int label() {
    return epithelial().isEmpty() ? 0 : 1;
  }
}
