package io.ats.topk.perturbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.ats.core.math.Scalars;
import io.ats.core.source.Pictures;
import io.ats.topk.base.Blends;
import java.util.Arrays;

/** Perturbed top-K without a baseline over all patches, as arrays that autograd differentiates. */
public final class DenseBlends {

  private DenseBlends() {}

  /**
   * Returns {@code X_k = Σ_d Y[k,d]·patch_d}, which carries the gradient to the scores.
   *
   * @param scores scaled, {@code (B,D)}
   * @param noise {@code σZ}, {@code (B,N,D)}
   * @param count {@code K}
   * @param patches {@code (B,D,C,h,w)}
   */
  public static NDArray of(
      NDArray scores, NDArray noise, double sigma, int count, NDArray patches) {
    Shape shape = noise.getShape();
    long batch = shape.get(0);
    long samples = shape.get(1);
    long positions = shape.get(2);
    NDArray all = scores.getManager().arange(0f, positions, 1f, DataType.INT64);
    NDArray chosen =
        noise.add(scores.stopGradient().expandDims(1)).topK(count, 2, true, true).get(1).sort(2);
    NDArray rows = chosen.expandDims(3).eq(all).toType(DataType.FLOAT32, false); // (B,N,K,D)
    NDArray products = scores.expandDims(1).matMul(noise.swapAxes(1, 2)); // (B,1,N)
    NDArray terms = Scalars.over(products, sigma * sigma * samples);
    NDArray values = terms.sub(terms.stopGradient()).add(1f / samples);
    NDArray y =
        values
            .matMul(rows.reshape(batch, samples, count * positions))
            .reshape(batch, count, positions);
    return Blends.of(y, patches);
  }

  /** Returns the gradients of a block's parameters. */
  public static double[] gradient(Block block) {
    return block.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .map(parameter -> Pictures.doubles(parameter.getArray().getGradient()))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /**
   * Checks that a second gradient, added to a first, is the same.
   *
   * @param least the largest entry is greater
   * @param share of the largest entry by which entries may differ
   */
  public static void assertDoubled(double[] first, double[] both, double least, double share) {
    double largest = Arrays.stream(first).map(Math::abs).max().orElseThrow();
    assertThat(largest).isGreaterThan(least);
    for (int i = 0; i < first.length; i++) {
      assertThat(both[i] - first[i]).isCloseTo(first[i], within(share * largest));
    }
  }
}
