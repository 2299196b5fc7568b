package io.ats.datasets.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.math.Scalars;
import io.ats.core.source.BilinearSampling;
import io.ats.core.source.ForwardingSource;
import io.ats.core.source.Sizes;

/**
 * A source whose values {@code x} become {@code min(1, max(0, gain·x + bias·inside))}, where {@code
 * inside}, in [0,1], is the share of a value that comes from within the image: what is zero outside
 * it stays zero.
 *
 * @param source the images
 * @param gain {@code (B,1,1,1)}
 * @param bias {@code (B,1,1,1)}
 */
record PhotometricSource(PatchSource source, NDArray gain, NDArray bias)
    implements ForwardingSource {

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    NDArray patches = source.crop(origins, height, width, border);
    if (border != Border.ZERO) {
      return Scalars.clip(patches.mul(gain.expandDims(1)).add(bias.expandDims(1)), 0, 1);
    }
    NDArray first = origins.toType(DataType.FLOAT32, false);
    return change(patches, span(first.get(":,:,0:1"), height), span(first.get(":,:,1:2"), width));
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    NDArray scaled = Sizes.ofLargest(this, regions);
    return change(
        source.sample(regions, height, width),
        BilinearSampling.rows(scaled, height, height()),
        BilinearSampling.columns(scaled, width, width()));
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    return Scalars.clip(source.view(manager, height, width).mul(gain).add(bias), 0, 1);
  }

  /** Changes patches {@code (B,K,C,h,w)} read at rows {@code (B,K,h)}, columns {@code (B,K,w)}. */
  private NDArray change(NDArray patches, NDArray rows, NDArray columns) {
    NDArray inside =
        BilinearSampling.inside(rows, Sizes.heights(this, rows))
            .expandDims(3)
            .mul(BilinearSampling.inside(columns, Sizes.widths(this, columns)).expandDims(2));
    NDArray added = inside.expandDims(2).mul(bias.expandDims(1)); // (B,K,1,h,w)
    return Scalars.clip(patches.mul(gain.expandDims(1)).add(added), 0, 1);
  }

  /** Returns {@code count} coordinates from {@code first (B,K,1)} on: {@code (B,K,count)}. */
  private static NDArray span(NDArray first, int count) {
    return first.add(first.getManager().arange(0f, count, 1f, DataType.FLOAT32));
  }
}
