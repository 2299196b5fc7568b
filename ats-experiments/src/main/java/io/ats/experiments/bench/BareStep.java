package io.ats.experiments.bench;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.GradientCollector;
import io.ats.core.ImageSpec;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.math.Scalars;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.experiments.config.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * A training step of attention sampling in plain calls of the engine, with only the scenes and the
 * grid from the framework: the least that a step can cost. With the same seed, its losses are the
 * framework's.
 */
final class BareStep implements AutoCloseable {

  private static final int SCORER_LAYERS = 3;
  private static final int ENCODER_LAYERS = 4;

  /** Weight and bias of every layer and the head; the scorer's last layer has no bias. */
  private static final int PARAMETERS = 2 * (SCORER_LAYERS + ENCODER_LAYERS + 1) - 1;

  private static final Shape ONE = new Shape(1, 1);
  private static final Shape NONE = new Shape(0, 0);
  private static final double TINY = 1e-30;

  private final AttentionSamplingOptions options;
  private final TrainingConfig training;
  private final ImageSpec image;
  private final PatchGrid grid;
  private final NDManager manager;
  private final List<NDArray> parameters = new ArrayList<>();
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private int steps;

  /**
   * Copies the parameters.
   *
   * @param values weight and bias of the scorer's three convolutions (the last has no bias), of the
   *     encoder's four, and of the head
   */
  BareStep(
      AttentionSamplingOptions options,
      ImageSpec image,
      List<NDArray> values,
      TrainingConfig training,
      Device device) {
    manager = NDManager.newBaseManager(device);
    this.options = options;
    this.training = training;
    this.image = image;
    grid =
        options
            .scored()
            .scorer()
            .spec()
            .create()
            .grid(image, options.patch().patchSize().first(), options.patch().border());
    if (values.size() != PARAMETERS) {
      throw new IllegalArgumentException(
          "expected " + PARAMETERS + " parameters, got " + values.size());
    }
    for (NDArray value : values) {
      NDArray own = value.duplicate();
      own.attach(manager);
      own.setRequiresGradient(true);
      parameters.add(own);
      first.add(manager.zeros(value.getShape()));
      second.add(manager.zeros(value.getShape()));
    }
  }

  /** Does one step and returns its loss. */
  float run(StepCase.Input input) {
    try (NDManager own = manager.newSubManager()) {
      NDArray loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        loss = loss(own, input);
        collector.backward(loss);
      }
      update(own);
      return loss.getFloat();
    }
  }

  private NDArray loss(NDManager own, StepCase.Input input) {
    int batch = input.labels().length;
    int count = options.patch().patches();
    NDArray labels = own.create(input.labels());
    NDArray view =
        own.create(input.view(), new Shape(batch, 1, image.viewHeight(), image.viewWidth()));
    NDArray attention = attention(view); // (B,D)
    NDArray drawn = draw(own, attention); // (B,K)
    NDArray features = encode(patches(own, input, drawn)).reshape(batch, count, -1); // (B,K,F)
    NDArray weights = weights(own, attention.gather(drawn, 1)); // (B,K)
    NDArray aggregated = weights.expandDims(1).matMul(features).squeeze(1); // (B,F)
    int head = SCORER_LAYERS + ENCODER_LAYERS;
    NDArray logits = Linear.linear(aggregated, weight(head), bias(head)).head();
    NDArray entropy =
        attention.mul(Scalars.atLeast(attention, TINY).log()).sum(new int[] {1}).neg().mean();
    return logits
        .logSoftmax(1)
        .gather(labels.expandDims(1), 1)
        .squeeze(1)
        .neg()
        .mean()
        .add(Scalars.times(entropy, -options.scored().entropy()));
  }

  private NDArray weight(int layer) {
    return parameters.get(layer < SCORER_LAYERS ? 2 * layer : 2 * layer - 1);
  }

  private NDArray bias(int layer) {
    int last = SCORER_LAYERS - 1;
    return layer == last ? null : parameters.get(layer < last ? 2 * layer + 1 : 2 * layer);
  }

  private NDArray convolution(NDArray input, int layer, Shape padding) {
    return Conv2d.conv2d(input, weight(layer), bias(layer), ONE, padding).head();
  }

  private NDArray attention(NDArray view) {
    NDArray map = view;
    for (int layer = 0; layer < SCORER_LAYERS; layer++) {
      map = convolution(map, layer, ONE);
      map = layer < SCORER_LAYERS - 1 ? Activation.tanh(map) : map;
    }
    double smoothing = options.smoothing();
    NDArray soft = map.reshape(map.getShape().get(0), -1).softmax(-1);
    return Scalars.times(soft, 1 - smoothing).add(smoothing / soft.getShape().get(1));
  }

  private NDArray draw(NDManager own, NDArray attention) {
    NDArray noise = own.randomUniform(1e-10f, 1f, attention.getShape()).log().neg().log().neg();
    NDArray logs = Scalars.atLeast(attention.stopGradient(), TINY).log();
    return logs.add(noise).topK(options.patch().patches(), 1, true, true).get(1);
  }

  private NDArray weights(NDManager own, NDArray drawn) {
    int count = options.patch().patches();
    float[] later = new float[count];
    for (int k = 0; k < count; k++) {
      later[k] = count - 1 - k;
    }
    NDArray stopped = drawn.stopGradient();
    NDArray left = stopped.cumSum(1).sub(stopped).neg().add(1).maximum(stopped);
    NDArray ratio = left.div(Scalars.atLeast(stopped, TINY));
    NDArray times = ratio.add(own.create(later, new Shape(1, count)));
    return Scalars.over(drawn.mul(times), count);
  }

  /** Copies the positions to the host, where the scenes are, and reads the patches. */
  private NDArray patches(NDManager own, StepCase.Input input, NDArray drawn) {
    int size = options.patch().patchSize().first().height();
    long[] cells = drawn.toLongArray();
    long[] origins = new long[2 * cells.length];
    for (int i = 0; i < cells.length; i++) {
      origins[2 * i] = grid.originRow((int) cells[i] / grid.columns());
      origins[2 * i + 1] = grid.originColumn((int) cells[i] % grid.columns());
    }
    Shape shape = new Shape(input.labels().length, options.patch().patches(), 2);
    return input
        .source()
        .crop(own.create(origins, shape), size, size, options.patch().border())
        .reshape(cells.length, 1, size, size);
  }

  private NDArray encode(NDArray patches) {
    NDArray map = patches;
    for (int layer = SCORER_LAYERS; layer < SCORER_LAYERS + ENCODER_LAYERS; layer++) {
      map = Activation.relu(convolution(map, layer, NONE));
    }
    NDArray pooled =
        map.reshape(map.getShape().get(0), map.getShape().get(1), -1).max(new int[] {2});
    return pooled.div(pooled.square().sum(new int[] {1}, true).add(1e-12f).sqrt());
  }

  /** Clips the gradients' common norm and updates the parameters by Adam. */
  private void update(NDManager own) {
    NDList gradients = new NDList();
    NDList squares = new NDList();
    for (NDArray parameter : parameters) {
      NDArray gradient = parameter.getGradient();
      gradient.attach(own);
      gradients.add(gradient);
      squares.add(gradient.flatten().square().sum());
    }
    NDArray norm = NDArrays.stack(squares).sum().sqrt();
    NDArray inverse = Scalars.inverse(Scalars.atLeast(norm, 1e-12));
    NDArray scale = Scalars.atMost(Scalars.times(inverse, training.clipNorm()), 1);
    steps++;
    float rate = (float) training.learningRate();
    double correction = Math.sqrt(1 - Math.pow(0.999f, steps)) / (1 - Math.pow(0.9f, steps));
    for (int i = 0; i < parameters.size(); i++) {
      NDArray parameter = parameters.get(i);
      NDList inputs =
          new NDList(parameter, gradients.get(i).muli(scale), first.get(i), second.get(i));
      parameter
          .getNDArrayInternal()
          .adamUpdate(
              inputs,
              new NDList(parameter),
              rate,
              (float) (training.learningRate() * correction),
              0,
              1,
              -1,
              0.9f,
              0.999f,
              1e-8f,
              false,
              false);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
