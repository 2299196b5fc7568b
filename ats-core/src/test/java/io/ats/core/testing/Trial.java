package io.ats.core.testing;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.Prediction;
import io.ats.core.Views;
import io.ats.core.data.Task;
import io.ats.core.encoders.AtsResNet;
import io.ats.core.encoders.FullyConvolutional;
import io.ats.core.objective.Answer;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.core.source.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** A small classifier around one selector, with small pictures, not square, of two channels. */
final class Trial implements AutoCloseable {

  static final ImageSpec IMAGE = new ImageSpec(2, 40, 56, 20, 28);
  static final int CLASSES = 3;

  final NDManager manager;
  final PatchClassifier classifier;
  static final Task TASK = new Task("conformance", CLASSES, false);
  private final ParameterStore parameters;
  private final Objective objective = new Objective(TASK, ObjectiveOptions.DEFAULTS);

  Trial(SelectorSpec selector, Aggregator aggregator, int seed) {
    this(selector, encoder(selector), aggregator, IMAGE, seed);
  }

  /** Creates the same on a device. */
  Trial(SelectorSpec selector, Aggregator aggregator, int seed, Device device) {
    this(selector, encoder(selector), aggregator, IMAGE, seed, NDManager.newBaseManager(device));
  }

  private static Block encoder(SelectorSpec selector) {
    return encoder(selector, () -> new AtsResNet(List.of(4, 4), List.of(1, 1), 0).create());
  }

  /** Returns an encoder with a map, a cell for 2×2 pixels, where the selector needs one. */
  static Block encoder(SelectorSpec selector, Supplier<Block> otherwise) {
    return selector.create(IMAGE).needsMap()
        ? new FullyConvolutional(List.of(4), 0).create()
        : otherwise.get();
  }

  Trial(SelectorSpec selector, Block encoder, Aggregator aggregator, ImageSpec image, int seed) {
    this(selector, encoder, aggregator, image, seed, NDManager.newBaseManager());
  }

  private Trial(
      SelectorSpec selector,
      Block encoder,
      Aggregator aggregator,
      ImageSpec image,
      int seed,
      NDManager manager) {
    this.manager = manager;
    classifier =
        new PatchClassifier(
            selector.create(image),
            encoder,
            aggregator,
            CLASSES,
            logits -> Answer.confidence(TASK, logits));
    int[] size = selector.patchSize(image);
    Engine.getInstance().setRandomSeed(seed); // for what RandomValues leaves alone
    classifier.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, image.channels(), image.viewHeight(), image.viewWidth()),
        new Shape(1, selector.patches(image), image.channels(), size[0], size[1]));
    RandomValues.draw(classifier, seed);
    parameters = new ParameterStore(manager, false);
  }

  /** Returns noise with a bright square, {@code (B,2,40,56)}: each image has something to find. */
  NDArray images(int batch, int seed) {
    return manager.create(
        pixels(batch, seed), new Shape(batch, IMAGE.channels(), IMAGE.height(), IMAGE.width()));
  }

  private static float[] pixels(int batch, int seed) {
    return pixels(IMAGE, batch, seed);
  }

  static float[] pixels(ImageSpec image, int batch, int seed) {
    int area = image.height() * image.width();
    float[] pixels = Pictures.random(seed, batch * image.channels() * area);
    Random random = new Random(seed);
    for (int plane = 0; plane < batch * image.channels(); plane++) {
      int top = random.nextInt(image.height() - 12);
      int left = random.nextInt(image.width() - 12);
      for (int i = 0; i < area; i++) {
        int row = i / image.width() - top;
        int column = i % image.width() - left;
        boolean bright = row >= 0 && row < 12 && column >= 0 && column < 12;
        pixels[plane * area + i] = (bright ? 0.5f : 0) + 0.5f * pixels[plane * area + i];
      }
    }
    return pixels;
  }

  Views tensor(int batch, int seed) {
    TensorSource source = new TensorSource(images(batch, seed));
    return new Views(source.view(manager, IMAGE.viewHeight(), IMAGE.viewWidth()), source);
  }

  /** Returns the same images and view, the full resolution from recipes. */
  Views scenes(int batch, int seed) {
    float[] pixels = pixels(batch, seed);
    int each = pixels.length / batch;
    List<Scene> scenes = new ArrayList<>();
    for (int b = 0; b < batch; b++) {
      float[] image = Arrays.copyOfRange(pixels, b * each, (b + 1) * each);
      scenes.add(new FakeScene(image, IMAGE.channels(), IMAGE.height(), IMAGE.width()));
    }
    return new Views(tensor(batch, seed).low(), new SceneSource(scenes));
  }

  /** Predicts with the engine seeded. */
  Prediction predict(Views views, boolean training, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    return classifier.predict(views, parameters, training, training ? 0.25 : 1);
  }

  /** Predicts with draws of one's own. */
  Prediction predict(Views views, boolean training, Randomness random) {
    double progress = training ? 0.25 : 1;
    return classifier.predict(views, classifier.pass(parameters, training, progress, random));
  }

  /** Returns the loss in training, with labels 0, 1, … */
  NDArray loss(Views views, Randomness random) {
    Prediction prediction = predict(views, true, random);
    long[] labels =
        LongStream.range(0, views.source().batch()).map(label -> label % CLASSES).toArray();
    return objective.loss(prediction, manager.create(labels));
  }

  /** One backward pass; gradients accumulate. */
  void accumulate(int batch, int seed) {
    Random random = new Random(seed);
    NDArray labels = manager.create(random.longs(batch, 0, CLASSES).toArray(), new Shape(batch));
    Views views = tensor(batch, seed);
    Engine.getInstance().setRandomSeed(seed);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray loss = objective.loss(classifier.predict(views, parameters, true, 0.25), labels);
      collector.backward(loss);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
