package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.util.List;

/**
 * A colour picture with sprites over it, later ones over earlier ones: each pixel becomes {@code (1
 * − opacity)·below + opacity·colour}. Rendering a region costs its own area and the sprites that it
 * meets; rendering a view costs the sprites' areas, as the background's own view is kept.
 *
 * @param background what lies under the sprites; many scenes may share it
 * @param sprites in the order in which they are drawn
 */
public record SpriteScene(PictureScene background, List<PlacedSprite> sprites) implements Scene {

  /** Freezes the list. */
  public SpriteScene {
    sprites = List.copyOf(sprites);
  }

  @Override
  public int channels() {
    return background.channels();
  }

  @Override
  public int height() {
    return background.height();
  }

  @Override
  public int width() {
    return background.width();
  }

  @Override
  public void render(int row, int column, int height, int width, float[] target, int offset) {
    background.render(row, column, height, width, target, offset);
    int top = Math.max(row, 0);
    int left = Math.max(column, 0);
    int bottom = Math.min(row + height, height());
    int right = Math.min(column + width, width());
    for (PlacedSprite placed : sprites) {
      Sprite sprite = placed.sprite();
      int firstColumn = Math.max(left, placed.column());
      int lastColumn = Math.min(right, placed.right());
      int lastRow = Math.min(bottom, placed.bottom());
      for (int y = Math.max(top, placed.row()); y < lastRow; y++) {
        for (int x = firstColumn; x < lastColumn; x++) {
          int pixel = (y - placed.row()) * sprite.width() + x - placed.column();
          float opacity = sprite.opacity(pixel) / 255f;
          for (int channel = 0; opacity > 0 && channel < channels(); channel++) {
            int at = offset + (channel * height + y - row) * width + x - column;
            target[at] += (sprite.value(channel, pixel) / 255f - target[at]) * opacity;
          }
        }
      }
    }
  }

  /** {@inheritDoc} Only the cells that sprites touch are averaged anew. */
  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    background.renderView(height, width, target, offset);
    AreaView view = new AreaView(this, height, width);
    for (PlacedSprite placed : sprites) {
      view.writeAround(
          placed.row(), placed.bottom(), placed.column(), placed.right(), target, offset);
    }
  }
}
