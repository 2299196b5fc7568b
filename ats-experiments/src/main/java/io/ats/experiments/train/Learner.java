package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.Prediction;
import io.ats.core.ScoreGrid;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.data.InputTransform;
import io.ats.core.math.Scalars;
import io.ats.core.objective.Objective;
import io.ats.core.sampling.PerImage;
import io.ats.core.sampling.Randomness;
import io.ats.core.weights.Pretrained;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.cost.MultiplyAdds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A classifier with its objective and optimisers: does one training step, or one prediction.
 *
 * <p>A step goes over a batch, or over parts of it one after the other, whose gradients add up
 * until the update. Each part has one short-lived manager, made by the caller, which owns
 * everything that is computed of it. A step transfers one number to the host: the loss.
 */
public final class Learner implements AutoCloseable {

  private final PatchClassifier classifier;
  private final InputTransform input;
  private Objective objective;
  private final TrainingConfig config;
  private final NDManager manager;
  private final ParameterStore parameters;
  private final Map<String, Parameter> all = new LinkedHashMap<>();
  private final Map<String, ParameterUpdate> updates = new LinkedHashMap<>();
  private final ParameterUpdate selectorUpdate;
  private final ParameterUpdate update;
  private final Clipping clipping;
  private Recomputation recomputation;
  private final long seed;
  private boolean begun;
  private SplittableRandom draws;

  /**
   * Creates a learner and initialises the classifier's parameters.
   *
   * @param input applied to every batch's views, after any augmentation
   * @param image the images' sizes, as the selector sees them
   * @param patches {@code K}, the number of patches selected per image
   * @param patchSize their {@code h} and {@code w}
   * @param manager owns parameters and moments; closed with the learner
   * @param seed of the initial values, and of what the encoder draws where it is recomputed
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
    this.seed = seed;
    // Parameters that are no layer's weights keep what the engine draws here.
    Engine.getInstance().setRandomSeed((int) ~seed);
    classifier.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, image.channels(), image.viewHeight(), image.viewWidth()),
        new Shape(1, patches, image.channels(), patchSize[0], patchSize[1]));
    Initialisation.draw(classifier, seed);
    parameters = new ParameterStore(manager, false);
    recomputation = new Recomputation(classifier, objective, parameters, config.recompute());
    clipping = new Clipping(config.clipValue(), config.clipNorm());
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

  /**
   * Overwrites the encoder's initial values by those that another program trained.
   *
   * @throws io.ats.core.options.OptionException if they cannot be read or do not fit
   */
  public Pretrained.Loaded begin(Pretrained values) {
    return values.load(classifier.encoder());
  }

  /** A step's results, owned by the batch's manager. */
  public record Step(float loss, Prediction prediction) {}

  /**
   * What a part of a batch gives, owned by its manager.
   *
   * @param loss the part's share of the batch's loss, a scalar without gradient
   * @param prediction of the part's images
   */
  public record Part(NDArray loss, Prediction prediction) {}

  /**
   * Does one training step on a whole batch.
   *
   * @param views the batch's views, owned by the step's manager
   * @param labels the batch's labels, likewise
   * @param progress how much of training is done, in [0,1]
   * @param factor by which the schedule multiplies the learning rates
   */
  public Step step(Views views, NDArray labels, double progress, double factor) {
    Part whole = backward(views, labels, 1, progress);
    update(factor);
    return new Step(whole.loss().getFloat(), whole.prediction());
  }

  /**
   * Adds the gradients of {@code share · loss} to those of the same step's parts before; before the
   * first step, the selector sees its first part.
   *
   * @param views the part's views, owned by its manager
   * @param labels the part's labels, likewise
   * @param share the part's images as a fraction of the batch's
   * @param progress how much of training is done, in [0,1]
   */
  public Part backward(Views views, NDArray labels, double share, double progress) {
    Views seen = input.apply(views);
    if (steps() == 0 && !begun) {
      classifier.beforeTraining(seen, parameters);
      begun = true;
    }
    if (config.recompute() > 0) {
      return recomputation.backward(seen, labels, share, progress, draws().nextLong());
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Prediction prediction = classifier.predict(seen, parameters, true, progress);
      NDArray loss = objective.loss(prediction, labels);
      NDArray own = share == 1 ? loss : Scalars.times(loss, share);
      collector.backward(own);
      return new Part(own.stopGradient(), prediction);
    }
  }

  /** Returns the seeds of a step's parts, the same in a training that is resumed. */
  private SplittableRandom draws() {
    if (draws == null) {
      draws = new SplittableRandom(new SplittableRandom(seed).nextLong() + steps());
    }
    return draws;
  }

  /**
   * Ends a step: updates the parameters by the gradients since the last update, clipped.
   *
   * @param factor by which the schedule multiplies the learning rates
   */
  public void update(double factor) {
    try (NDManager own = manager.newSubManager()) {
      Map<String, NDArray> gradients = gradients(own);
      clipping.apply(gradients.values());
      selectorUpdate.beginStep();
      update.beginStep();
      gradients.forEach(
          (name, gradient) -> {
            ParameterUpdate by = updates.get(name);
            double rate =
                by == selectorUpdate
                    ? config.effectiveSelectorLearningRate()
                    : config.learningRate();
            by.update(name, all.get(name).getArray(), gradient, rate * factor);
          });
    }
    draws = null;
  }

  /**
   * Returns the sums of the gradients since the last {@link #update} by the parameters' names; the
   * arrays are the parameters' own gradients, of the parameters' shapes.
   *
   * @param own the manager that owns the arrays
   */
  Map<String, NDArray> gradients(NDManager own) {
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
    return gradients;
  }

  /**
   * Predicts, without gradients. What is drawn for an image depends on it and the seed alone, not
   * on the others of the batch.
   */
  public Prediction predict(Views views, long drawing) {
    return predict(views, drawing, parameters);
  }

  private Prediction predict(Views views, long drawing, ParameterStore values) {
    Randomness random = new PerImage(views.low(), drawing);
    return classifier.predict(input.apply(views), classifier.pass(values, false, 1, random));
  }

  /** Returns the multiply-adds of {@link #predict}, which is done for it. */
  public MultiplyAdds multiplyAdds(Views views, long drawing) {
    return MultiplyAdds.of(classifier, parameters, values -> predict(views, drawing, values));
  }

  /**
   * Selects as in training, without gradients; running statistics stay as they are.
   *
   * @param progress how much of training is done, in [0,1]
   * @param drawing seed, as in {@link #predict}
   */
  public Selection selectInTraining(Views views, double progress, long drawing) {
    RunningStatistics before = new RunningStatistics(classifier, manager);
    try {
      Randomness random = new PerImage(views.low(), drawing);
      return classifier.select(
          input.apply(views), classifier.pass(parameters, true, progress, random));
    } finally {
      before.restore();
    }
  }

  /** Returns a prediction's selection with a score map wherever there is one to show. */
  public Selection shown(Prediction prediction) {
    return classifier.shown(prediction, parameters);
  }

  /** Returns whether the selector looks at the view's pixels. */
  public boolean readsView() {
    return classifier.selector().readsView();
  }

  /** Returns whether the selector looks at patches one after the other. */
  public boolean ordered() {
    return classifier.selector().ordered();
  }

  /** Returns whether patches that are read in training are blends of several. */
  public boolean blends() {
    return classifier.selector().blends();
  }

  /** Returns where the cells of the selector's score map lie, if it has one. */
  public Optional<ScoreGrid> scoreGrid() {
    return classifier.selector().scoreGrid();
  }

  /** Returns where they lie on image {@code b} of a batch. */
  public Optional<ScoreGrid> scoreGrid(Views views, int b) {
    return views.mixed()
        ? classifier.selector().scoreGrid(input.image(views.images().get(b)))
        : scoreGrid();
  }

  /** Returns patches {@code (B,K,C,h,w)} that were read as the images have them, for pictures. */
  public NDArray original(NDArray patches) {
    return input.original(patches);
  }

  /** Sets factors of the loss by class, for training. */
  void weigh(List<Double> classWeights) {
    objective = objective.weighted(classWeights);
    recomputation = new Recomputation(classifier, objective, parameters, config.recompute());
  }

  /** Returns where the cells of each image's score map lie; none if the selector has no map. */
  public List<ScoreGrid> scoreGrids(Views views) {
    return IntStream.range(0, views.source().batch())
        .boxed()
        .flatMap(b -> scoreGrid(views, b).stream())
        .toList();
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

  /** Returns the names that {@link #values} has, and for each the parameter's path in the model. */
  public Map<String, String> paths() {
    return ParameterPaths.of(classifier);
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
