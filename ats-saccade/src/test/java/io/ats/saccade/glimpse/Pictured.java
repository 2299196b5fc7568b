package io.ats.saccade.glimpse;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.PatchSelector;
import io.ats.core.Prediction;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.data.Task;
import io.ats.core.encoders.ConvNet;
import io.ats.core.objective.Objective;
import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.RandomValues;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A small classifier around {@code ram} or {@code dram}, with a batch of pictures. */
final class Pictured implements AutoCloseable {

  static final ImageSpec IMAGE = new ImageSpec(1, 30, 24, 10, 8);
  static final int BATCH = 3;
  static final int SIZE = 5;
  static final int STATE = 6;
  private static final Task TASK = new Task("pictured", 3, false);
  static final Objective OBJECTIVE = new Objective(TASK, ObjectiveOptions.DEFAULTS);

  final NDManager manager = NDManager.newBaseManager();
  final PatchSelector selector;
  final NDArray images;
  final NDArray labels;
  private final PatchClassifier classifier;

  private Pictured(SelectorSpec options) {
    selector = options.create(IMAGE);
    Block encoder =
        new ConvNet(1, 2, ConvNet.Downsampling.STRIDE, ConvNet.Pooling.NONE, 4, false, 0, 0)
            .create();
    classifier = new PatchClassifier(selector, encoder, new Mean().create(TASK), TASK.classes());
    Engine.getInstance().setRandomSeed(5);
    classifier.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, 1, IMAGE.viewHeight(), IMAGE.viewWidth()),
        new Shape(1, options.patches(IMAGE), 1, SIZE, SIZE));
    RandomValues.draw(classifier, 5);
    images =
        manager.create(
            Pictures.random(8, BATCH * IMAGE.height() * IMAGE.width()),
            new Shape(BATCH, 1, IMAGE.height(), IMAGE.width()));
    labels = manager.create(new long[] {2, 0, 1});
  }

  static RamOptions ramOptions(Map<String, ?> changes) {
    Map<String, Object> small =
        new TreeMap<>(
            Map.of(
                "patches",
                3,
                "patchSize",
                SIZE,
                "state",
                STATE,
                "start",
                Start.CENTRE,
                "glimpse",
                new GlimpseOptions(2, Combination.SUM, 4, 7),
                "policy",
                policy(true)));
    small.putAll(changes);
    return OptionRecords.with(RamOptions.DEFAULTS, small);
  }

  static DramOptions dramOptions(Map<String, ?> changes) {
    Map<String, Object> small =
        new TreeMap<>(
            Map.of(
                "patches",
                3,
                "patchSize",
                SIZE,
                "state",
                STATE,
                "contextChannels",
                2,
                "glimpse",
                new GlimpseOptions(2, Combination.PRODUCT, 4, 7),
                "policy",
                policy(true)));
    small.putAll(changes);
    return OptionRecords.with(DramOptions.DEFAULTS, small);
  }

  static PolicyOptions policy(boolean detach) {
    return new PolicyOptions(0.2, 4, 0.5, detach);
  }

  static Pictured of(String name, Map<String, ?> changes) {
    return new Pictured(name.equals("ram") ? ramOptions(changes) : dramOptions(changes));
  }

  Prediction predict(boolean training, int seed) {
    TensorSource source = new TensorSource(images);
    Views views = new Views(source.view(manager, IMAGE.viewHeight(), IMAGE.viewWidth()), source);
    Engine.getInstance().setRandomSeed(seed);
    return classifier.predict(views, new ParameterStore(manager, false), training, 0);
  }

  /** Returns the largest gradient entry of each parameter, of a function of a training pass. */
  Map<String, Double> gradients(BiFunction<Prediction, NDArray, NDArray> function) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.zeroGradients();
      collector.backward(function.apply(predict(true, 6), labels));
    }
    Map<String, Double> largest = new TreeMap<>();
    for (Pair<String, Parameter> parameter : classifier.getParameters()) {
      NDArray gradient = parameter.getValue().getArray().getGradient();
      largest.put(parameter.getKey(), (double) gradient.abs().max().getFloat());
    }
    return largest;
  }

  @Override
  public void close() {
    manager.close();
  }
}
