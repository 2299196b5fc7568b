package io.ats.datasets.marines;

import io.ats.datasets.scene.Picture;
import io.ats.datasets.scene.Proxy;

/**
 * A map of a battle, black but for one dot a unit, in the cell where its centre is, of its side's
 * colour: it shows where units are, not what they are. Where several share a cell, the one drawn
 * last on the image is seen. Neither ground nor effects are shown.
 *
 * @param battle what it shows
 * @param height {@code H} of the image, pixels
 * @param width {@code W} of the image, pixels
 */
record Minimap(Battle battle, int height, int width) implements Proxy {

  @Override
  public void render(int viewHeight, int viewWidth, float[] target, int offset) {
    for (Battle.Unit unit : battle.units()) {
      int row = (int) ((long) unit.row() * viewHeight / height);
      int column = (int) ((long) unit.column() * viewWidth / width);
      for (int channel = 0; channel < Picture.CHANNELS; channel++) {
        target[offset + (channel * viewHeight + row) * viewWidth + column] =
            unit.kind().side().colour(channel);
      }
    }
  }
}
