package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.PatchClassifier;
import io.ats.core.Prediction;
import io.ats.core.ScoreGrid;
import io.ats.core.Views;
import io.ats.core.data.Batch;
import io.ats.core.data.ImageSpec;
import io.ats.core.data.InputTransform;
import io.ats.core.math.Scalars;
import io.ats.core.objective.Objective;
import io.ats.experiments.config.TrainingConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A classifier with its objective and optimisers: does one training step, or one prediction.
 *
 * <p>A step has one short-lived manager, made by the caller, which owns everything it computes. It
 * transfers one number to the host: the loss.
 */
public final class Learner implements AutoCloseable {

  private static final float TINY = 1e-12f;

  private final PatchClassifier classifier;
  private final InputTransform input;
  private final Objective objective;
  private final TrainingConfig config;
  private final NDManager manager;
  private final ParameterStore parameters;
  private final Map<String, Parameter> all = new LinkedHashMap<>();
  private final Map<String, ParameterUpdate> updates = new LinkedHashMap<>();
  private final ParameterUpdate selectorUpdate;
  private final ParameterUpdate update;

  /**
   * Creates a learner and initialises the classifier's parameters.
   *
   * @param input applied to every batch's views, after any augmentation
   * @param image the images' sizes, as the selector sees them
   * @param patches {@code K}, the number of patches selected per image
   * @param patchSize their {@code h} and {@code w}
   * @param manager owns parameters and moments; closed with the learner
   * @param seed of the initial values
   */
  public Learner(
      PatchClassifier classifier,
      InputTransform input,
      Objective objective,
      TrainingConfig config,
      ImageSpec image,
      int patches,
      int[] patchSize,
      NDManager manager,
      long seed) {
    this.classifier = classifier;
    this.input = input;
    this.objective = objective;
    this.config = config;
    this.manager = manager;
    // Parameters that are no layer's weights keep what the engine draws here.
    Engine.getInstance().setRandomSeed((int) ~seed);
    classifier.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, image.channels(), image.viewHeight(), image.viewWidth()),
        new Shape(1, patches, image.channels(), patchSize[0], patchSize[1]));
    Initialisation.draw(classifier, seed);
    parameters = new ParameterStore(manager, false);
    selectorUpdate = newUpdate(config.effectiveSelectorBeta1());
    update = newUpdate(config.beta1());
    for (var entry : classifier.getParameters()) {
      all.put(entry.getKey(), entry.getValue());
      boolean ofSelector =
          classifier.selector().getParameters().values().contains(entry.getValue());
      updates.put(entry.getKey(), ofSelector ? selectorUpdate : update);
    }
  }

  private ParameterUpdate newUpdate(double beta1) {
    return switch (config.optimizer()) {
      case ADAM -> new AdamUpdate(manager, beta1, config.weightDecay(), false);
      case ADAMW -> new AdamUpdate(manager, beta1, config.weightDecay(), true);
      case SGD -> new SgdUpdate(manager, config.momentum(), config.weightDecay());
    };
  }

  /** A step's results, owned by the step's manager. */
  public record Step(float loss, Prediction prediction) {}

  /**
   * Does one training step; before the first, the selector sees its batch.
   *
   * @param views the batch's views, owned by the step's manager
   * @param labels the batch's labels, likewise
   * @param progress how much of training is done, in [0,1]
   * @param factor by which the schedule multiplies the learning rates
   */
  public Step step(Views views, NDArray labels, double progress, double factor) {
    NDManager own = labels.getManager();
    Views seen = input.apply(views);
    if (steps() == 0) {
      classifier.beforeTraining(seen, parameters);
    }
    Prediction prediction;
    NDArray loss;
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      prediction = classifier.predict(seen, parameters, true, progress);
      loss = objective.loss(prediction, labels);
      collector.backward(loss);
    }
    update(own, factor);
    return new Step(loss.getFloat(), prediction);
  }

  private void update(NDManager own, double factor) {
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    all.forEach(
        (name, parameter) -> {
          if (parameter.requiresGradient()) {
            // The engine hands out gradients on the parameter's manager, where they would stay.
            NDArray gradient = parameter.getArray().getGradient();
            gradient.attach(own);
            gradients.put(name, gradient);
          }
        });
    if (config.clipValue() > 0) {
      double most = config.clipValue();
      gradients.values().forEach(gradient -> Values.copy(gradient.clip(-most, most), gradient));
    }
    if (config.clipNorm() > 0) {
      clip(gradients.values().stream().toList());
    }
    selectorUpdate.beginStep();
    update.beginStep();
    gradients.forEach(
        (name, gradient) -> {
          ParameterUpdate by = updates.get(name);
          double rate =
              by == selectorUpdate ? config.effectiveSelectorLearningRate() : config.learningRate();
          by.update(name, all.get(name).getArray(), gradient, rate * factor);
        });
  }

  /** Scales the gradients in place to a common norm of at most {@code clipNorm}. */
  private void clip(List<NDArray> gradients) {
    NDList squares = new NDList(gradients.size());
    for (NDArray gradient : gradients) {
      squares.add(gradient.flatten().square().sum());
    }
    NDArray norm = NDArrays.stack(squares).sum().sqrt();
    NDArray scale =
        Scalars.atMost(
            Scalars.times(Scalars.inverse(Scalars.atLeast(norm, TINY)), config.clipNorm()), 1);
    gradients.forEach(gradient -> gradient.muli(scale));
  }

  /** Predicts, without gradients. */
  public Prediction predict(Batch batch) {
    return classifier.predict(input.apply(batch.views()), parameters, false, 1);
  }

  /** Returns whether the selector looks at patches one after the other. */
  public boolean ordered() {
    return classifier.selector().ordered();
  }

  /** Returns where the cells of the selector's score map lie, if it has one. */
  public Optional<ScoreGrid> scoreGrid() {
    return classifier.selector().scoreGrid();
  }

  /** Returns the objective. */
  public Objective objective() {
    return objective;
  }

  /** Returns the number of trained values. */
  public long parameterCount() {
    return all.values().stream()
        .filter(Parameter::requiresGradient)
        .mapToLong(parameter -> parameter.getShape().size())
        .sum();
  }

  /** Returns the manager that owns the parameters. */
  public NDManager manager() {
    return manager;
  }

  /** Returns the parameters' values by name; the arrays are the parameters' own. */
  public Map<String, NDArray> values() {
    Map<String, NDArray> values = new LinkedHashMap<>();
    all.forEach((name, parameter) -> values.put(name, parameter.getArray()));
    return values;
  }

  /**
   * Copies values into the parameters.
   *
   * @throws IllegalArgumentException if a name or shape differs
   */
  public void setValues(Map<String, NDArray> values) {
    if (!values.keySet().equals(all.keySet())) {
      throw new IllegalArgumentException(
          "saved parameters " + values.keySet() + " are not the model's " + all.keySet());
    }
    all.forEach((name, parameter) -> Values.copy(values.get(name), parameter.getArray()));
  }

  /** Returns the optimisers' state by name. */
  public Map<String, NDArray> moments() {
    Map<String, NDArray> state = new LinkedHashMap<>(selectorUpdate.state());
    state.putAll(update.state());
    return state;
  }

  /** Returns the number of steps done. */
  public long steps() {
    return update.steps();
  }

  /** Restores the optimisers' state. */
  public void setMoments(Map<String, NDArray> state, long steps) {
    Map<String, NDArray> ofSelector = new LinkedHashMap<>();
    Map<String, NDArray> others = new LinkedHashMap<>();
    state.forEach(
        (name, array) -> {
          String parameter = name.substring(0, name.indexOf('#'));
          (updates.get(parameter) == selectorUpdate ? ofSelector : others).put(name, array);
        });
    selectorUpdate.restore(ofSelector, steps);
    update.restore(others, steps);
  }

  @Override
  public void close() {
    manager.close();
  }
}
