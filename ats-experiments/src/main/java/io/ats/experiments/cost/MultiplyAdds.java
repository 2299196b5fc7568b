package io.ats.experiments.cost;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * The multiply-adds of a computation, counted from the shapes of what the engine is given:
 *
 * <ul>
 *   <li>a convolution: {@code k·k·C_in/groups · N·C_out·H_out·W_out};
 *   <li>a product of matrices {@code (n,m)} and {@code (m,p)}: {@code n·m·p}, of each pair in a
 *       batch. Linear layers are such, and so are attention, recurrent cells and blends of patches;
 *   <li>an inverse of a matrix {@code (n,n)}: {@code n³}, as by Gauss–Jordan elimination;
 *   <li>the engine's own recurrent layer: those of its products.
 * </ul>
 *
 * <p>Operations on single elements, sums, pooling, normalisations and softmax do not count, as
 * usual: of ResNet-18 at 224² with 1,000 classes there are 1.814 G. What is counted is what is
 * computed, also multiplications by the zeros of a padding.
 *
 * @param count the multiply-adds of everything that can be counted
 * @param uncounted names of what cannot be; {@code count} is then too low
 */
public record MultiplyAdds(long count, Set<String> uncounted) {

  private static final String CONVOLUTION = "aten::convolution";

  /** Products by the name of the operator, without the mark of one that works in place. */
  private static final Map<String, ToLongFunction<Operator>> PRODUCTS =
      Map.ofEntries(
          Map.entry("aten::mm", call -> product(call, 0)),
          Map.entry("aten::addmm", call -> product(call, 1)),
          Map.entry("aten::bmm", call -> call.size(0, 0) * product(call, 0)),
          Map.entry("aten::baddbmm", call -> call.size(1, 0) * product(call, 1)),
          Map.entry("aten::mv", call -> call.shapes().get(0).size()),
          Map.entry("aten::addmv", call -> call.shapes().get(1).size()),
          Map.entry("aten::dot", call -> call.shapes().get(0).size()),
          Map.entry("aten::linalg_inv", MultiplyAdds::inverse),
          Map.entry("aten::mkldnn_rnn_layer", MultiplyAdds::recurrent));

  /** Operators that multiply and add, but whose shapes are not read here; and any not PyTorch's. */
  private static final Pattern UNCOUNTED =
      Pattern.compile(
          "aten::(_?sparse_.*mm.*|_cudnn_rnn|miopen_rnn|addbmm|_?cdist.*|_?fft_.*|mkldnn_linear"
              + "|_scaled_dot_product_.*|grid_sampler.*|.*quantized.*|inverse"
              + "|_?linalg_(inv|lu|qr|svd|eig|cholesky|solve|det|slogdet|lstsq|pinv|matrix_exp).*)"
              + "|(?!aten::|profiler::).*::.*");

  /** Copies the names. */
  public MultiplyAdds {
    uncounted = Set.copyOf(uncounted);
  }

  /**
   * Counts the multiply-adds of some work.
   *
   * @param model all blocks that the work may call
   * @param parameters their values
   * @param work takes a store that it is to use instead; called once
   */
  public static MultiplyAdds of(
      Block model, ParameterStore parameters, Consumer<ParameterStore> work) {
    ConvolutionCalls convolutions = new ConvolutionCalls(model, parameters);
    try {
      return count(OperatorTrace.of(() -> work.accept(convolutions)), convolutions);
    } catch (IOException | EngineException e) {
      return new MultiplyAdds(0, Set.of("all: the engine's profiler failed: " + e.getMessage()));
    }
  }

  private static MultiplyAdds count(OperatorTrace trace, ConvolutionCalls convolutions) {
    long count = 0;
    Set<String> uncounted = new TreeSet<>();
    List<Operator> calls = trace.outermost(MultiplyAdds::multiplies);
    for (Operator call : calls) {
      ToLongFunction<Operator> product = PRODUCTS.get(call.plainName());
      if (product != null) {
        count += product.applyAsLong(call);
      } else if (call.name().equals(CONVOLUTION)) {
        Shape weights = call.shapes().get(1);
        long each = weights.size() / weights.get(0);
        long outputs =
            convolutions.output(call.shapes().get(0), weights).map(Shape::size).orElse(-1L);
        if (outputs < 0) {
          uncounted.add("a convolution of weights " + weights + " that is no child block");
        } else {
          count += each * outputs;
        }
      } else {
        uncounted.add(call.name());
      }
    }
    if (!convolutions.done()) {
      uncounted.add("convolutions that come in another order than they ask for their weights");
    }
    return new MultiplyAdds(count, uncounted);
  }

  private static boolean multiplies(String name) {
    return PRODUCTS.containsKey(new Operator(name, List.of()).plainName())
        || name.equals(CONVOLUTION)
        || UNCOUNTED.matcher(name).matches();
  }

  /** Returns {@code n·m·p} of two operands that are matrices, or batches of some. */
  private static long product(Operator call, int first) {
    Shape a = call.shapes().get(first);
    Shape b = call.shapes().get(first + 1);
    return a.get(a.dimension() - 2) * b.get(b.dimension() - 2) * b.get(b.dimension() - 1);
  }

  private static long inverse(Operator call) {
    Shape matrices = call.shapes().get(0);
    return matrices.size() * matrices.get(matrices.dimension() - 1);
  }

  /**
   * Of the inputs {@code (T,B,n)} and the weights {@code (G·s,n)} and {@code (G·s,s)}: both
   * products of each step.
   */
  private static long recurrent(Operator call) {
    return call.size(0, 0)
        * call.size(0, 1)
        * (call.shapes().get(1).size() + call.shapes().get(2).size());
  }
}
