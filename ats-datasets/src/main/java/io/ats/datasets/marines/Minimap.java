package io.ats.datasets.marines;

import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.Proxy;

/**
 * A map of a battle: black, with a dot for each unit in the cell of its centre, in the colour of
 * its side. It shows where units are but not their kinds. Where several share a cell, it shows the
 * one drawn last on the image. Ground and effects are not shown.
 *
 * @param battle what the image shows
 * @param height {@code H} of the image, pixels
 * @param width {@code W} of the image, pixels
 */
record Minimap(Battle battle, int height, int width) implements Proxy {

  @Override
  public void render(int viewHeight, int viewWidth, float[] target, int offset) {
    for (Battle.Unit unit : battle.units()) {
      int row = (int) ((long) unit.row() * viewHeight / height);
      int column = (int) ((long) unit.column() * viewWidth / width);
      for (int channel = 0; channel < ColourBitmap.CHANNELS; channel++) {
        target[offset + (channel * viewHeight + row) * viewWidth + column] =
            unit.kind().side().colour(channel);
      }
    }
  }
}
