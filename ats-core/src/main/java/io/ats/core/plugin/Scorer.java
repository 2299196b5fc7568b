package io.ats.core.plugin;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.Proposals;

/**
 * A network that scores positions on the low-resolution view: the attention network of
 * Katharopoulos &amp; Fleuret (ICML 2019), the scorer of Cordonnier et al. (CVPR 2021). It is
 * initialised with the view's shape {@code (B,C,vh,vw)}.
 */
public interface Scorer extends Block {

  /**
   * Scores every position. Where the images' sizes differ, the scores of an image's own grid do not
   * depend on the padding beside its view; those outside the grid are of no use.
   *
   * @param views their low-resolution view is {@code (B,C,vh,vw)}
   * @return {@code (B,D)}: those of the first patch size row by row, then those of the next
   */
  NDArray score(Views views, Pass pass);

  /**
   * Returns the patches of a size that the scores stand for; the grids of all sizes have the same
   * cells.
   *
   * @throws io.ats.core.options.OptionException if the view or the image is too small
   */
  PatchGrid grid(ImageSpec image, PatchSize size, Border border);

  /** Returns the patches that the scores stand for, by default a grid for each size. */
  default Proposals proposals(ImageSpec image, PatchOptions patch) {
    return Proposals.of(patch.patchSize(), size -> grid(image, size, patch.border()));
  }

  /**
   * Returns whether views may be {@linkplain Views#padded padded}: whether the padding beside an
   * image's view changes nothing in its scores.
   */
  default boolean takesPadding() {
    return true;
  }
}
