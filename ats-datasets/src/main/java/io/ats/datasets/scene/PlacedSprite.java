package io.ats.datasets.scene;

/**
 * A sprite at a place in an image.
 *
 * @param sprite what is drawn
 * @param row the image row of its top left pixel; may lie outside the image
 * @param column the image column of its top left pixel; may lie outside the image
 */
public record PlacedSprite(Sprite sprite, int row, int column) {

  /** Places a sprite with its middle at a row and column. */
  public static PlacedSprite centred(Sprite sprite, int row, int column) {
    return new PlacedSprite(sprite, row - sprite.height() / 2, column - sprite.width() / 2);
  }

  /** Returns the first row below the sprite. */
  public int bottom() {
    return row + sprite.height();
  }

  /** Returns the first column right of the sprite. */
  public int right() {
    return column + sprite.width();
  }
}
