package io.ats.core.geometry;

/**
 * The receptive field of a cell of a network's output along one axis, computed layer by layer.
 *
 * <p>With input pixel {@code i} covering {@code [i, i+1)}, cell {@code j}'s receptive field is
 * centred at {@code start + j·stride}.
 *
 * @param size width of the field, input pixels
 * @param stride distance between the centres of neighbouring cells, input pixels
 * @param start centre of cell 0's field, input pixels
 */
public record ReceptiveField(int size, int stride, double start) {

  /** The receptive field of the input itself. */
  public static final ReceptiveField IDENTITY = new ReceptiveField(1, 1, 0.5);

  /**
   * Returns the field after one more convolution or pooling.
   *
   * @param kernel the layer's kernel size
   * @param step the layer's stride
   * @param padding cells added before the first one
   */
  public ReceptiveField then(int kernel, int step, int padding) {
    return new ReceptiveField(
        size + (kernel - 1) * stride,
        stride * step,
        start + ((kernel - 1) / 2.0 - padding) * stride);
  }
}
