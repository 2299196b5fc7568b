package io.ats.core.plugin;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import io.ats.core.Border;
import io.ats.core.Pass;
import io.ats.core.data.ImageSpec;
import io.ats.core.geometry.PatchGrid;

/**
 * A network that scores positions on the low-resolution view: the attention network of
 * Katharopoulos &amp; Fleuret (ICML 2019), the scorer of Cordonnier et al. (CVPR 2021). It is
 * initialised with the view's shape {@code (B,C,vh,vw)}.
 */
public interface Scorer extends Block {

  /**
   * Scores every position.
   *
   * @param view {@code (B,C,vh,vw)}
   * @return {@code (B,D)}, row by row
   */
  NDArray score(NDArray view, Pass pass);

  /**
   * Returns the patches of the full image that the scores stand for, {@code D} of them.
   *
   * @param patchSize side of the square patches, pixels of the full image
   * @throws io.ats.core.options.OptionException if the view or the image is too small
   */
  PatchGrid grid(ImageSpec image, int patchSize, Border border);
}
