package io.ats.core.testing;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.PatchClassifier;
import io.ats.core.Prediction;
import io.ats.core.Views;
import io.ats.core.data.ImageSpec;
import io.ats.core.data.Task;
import io.ats.core.encoders.AtsResNet;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.source.FakeScene;
import io.ats.core.source.Pictures;
import io.ats.core.source.Scene;
import io.ats.core.source.SceneSource;
import io.ats.core.source.TensorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A small classifier around one selector, with small pictures, not square, of two channels. */
final class Trial implements AutoCloseable {

  static final ImageSpec IMAGE = new ImageSpec(2, 40, 56, 20, 28);
  static final int CLASSES = 3;

  final NDManager manager = NDManager.newBaseManager();
  final PatchClassifier classifier;
  static final Task TASK = new Task("conformance", CLASSES, false);
  private final ParameterStore parameters;
  private final Objective objective = new Objective(TASK, ObjectiveOptions.DEFAULTS);

  Trial(SelectorSpec selector, Aggregator aggregator, int seed) {
    classifier =
        new PatchClassifier(
            selector.create(IMAGE),
            new AtsResNet(List.of(4, 4), List.of(1, 1), 0).create(),
            aggregator,
            CLASSES);
    int[] size = selector.patchSize(IMAGE);
    Engine.getInstance().setRandomSeed(seed); // for what RandomValues leaves alone
    classifier.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, IMAGE.channels(), IMAGE.viewHeight(), IMAGE.viewWidth()),
        new Shape(1, selector.patches(IMAGE), IMAGE.channels(), size[0], size[1]));
    RandomValues.draw(classifier, seed);
    parameters = new ParameterStore(manager, false);
  }

  /** Returns noise with a bright square, {@code (B,2,40,56)}: each image has something to find. */
  NDArray images(int batch, int seed) {
    return manager.create(
        pixels(batch, seed), new Shape(batch, IMAGE.channels(), IMAGE.height(), IMAGE.width()));
  }

  private static float[] pixels(int batch, int seed) {
    int area = IMAGE.height() * IMAGE.width();
    float[] pixels = Pictures.random(seed, batch * IMAGE.channels() * area);
    Random random = new Random(seed);
    for (int plane = 0; plane < batch * IMAGE.channels(); plane++) {
      int top = random.nextInt(IMAGE.height() - 12);
      int left = random.nextInt(IMAGE.width() - 12);
      for (int i = 0; i < area; i++) {
        int row = i / IMAGE.width() - top;
        int column = i % IMAGE.width() - left;
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
