package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * An encoder whose features are pooled from a map: implemented by convolutional encoders, for
 * selectors that {@linkplain PatchSelector#needsMap look at the map} of a whole image.
 */
public interface MapEncoder extends Block {

  /**
   * Returns the map before pooling.
   *
   * @param images {@code (N,C,h,w)}
   * @return {@code (N,E,h',w')}
   */
  NDArray map(NDArray images, Pass pass);

  /**
   * Returns the features of a map, as the encoder pools and scales them.
   *
   * @param map {@code (N,E,h',w')}
   * @return {@code (N,F)}
   */
  NDArray features(NDArray map);

  /** Returns the shape of the map of images of a shape. */
  Shape mapShape(Shape images);

  /** Returns whether it has a map; an encoder may be one in some configurations only. */
  default boolean hasMap() {
    return true;
  }
}
