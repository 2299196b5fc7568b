package io.ats.datasets.scene;

import io.ats.core.source.Scene;
import java.util.List;

/**
 * A colour bitmap with sprites over it, later ones over earlier ones: each pixel becomes {@code (1
 * − opacity)·below + opacity·colour}. Rendering a region takes time for its area and the sprites
 * that it overlaps, rendering a view for the sprites' areas, as the background's view is kept.
 *
 * @param background what lies under the sprites; many scenes may share it
 * @param sprites in the order in which they are drawn
 */
public record SpriteScene(ColourBitmapScene background, List<PlacedSprite> sprites)
    implements Scene {

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
      int firstColumn = Math.max(left, placed.column());
      int lastColumn = Math.min(right, placed.right());
      int lastRow = Math.min(bottom, placed.bottom());
      for (int y = Math.max(top, placed.row()); y < lastRow; y++) {
        int from = (y - placed.row()) * placed.sprite().width() + firstColumn - placed.column();
        int to = offset + (y - row) * width + firstColumn - column;
        blend(placed.sprite(), from, lastColumn - firstColumn, target, to, height * width);
      }
    }
  }

  /** Blends {@code count} pixels of a sprite's row into the target. */
  private static void blend(Sprite sprite, int from, int count, float[] target, int to, int plane) {
    byte[] pixels = sprite.pixels();
    int area = sprite.height() * sprite.width();
    for (int i = 0; i < count; i++) {
      int opacity = pixels[ColourBitmap.CHANNELS * area + from + i] & 255;
      if (opacity == 0) {
        continue;
      }
      float share = opacity / 255f;
      for (int channel = 0; channel < ColourBitmap.CHANNELS; channel++) {
        float below = target[channel * plane + to + i];
        float colour = (pixels[channel * area + from + i] & 255) / 255f;
        target[channel * plane + to + i] = below + (colour - below) * share;
      }
    }
  }

  /** {@inheritDoc} Only the cells that sprites touch are averaged anew, each once. */
  @Override
  public void renderView(int height, int width, float[] target, int offset) {
    background.renderView(height, width, target, offset);
    AreaView view = new AreaView(this, height, width);
    boolean[] touched = new boolean[height * width];
    for (PlacedSprite placed : sprites) {
      view.mark(placed.row(), placed.bottom(), placed.column(), placed.right(), touched);
    }
    view.write(touched, target, offset);
  }
}
