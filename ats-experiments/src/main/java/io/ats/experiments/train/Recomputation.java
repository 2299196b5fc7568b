package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.Pass;
import io.ats.core.PatchClassifier;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.math.Scalars;
import io.ats.core.objective.Objective;
import io.ats.core.sampling.Randomness;
import java.util.SplittableRandom;

/**
 * The gradients of a training step that keeps the encoder's activations of some patches at a time
 * only, and computes them twice (Chen et al., Training Deep Nets with Sublinear Memory Cost, 2016).
 *
 * <p>The engine frees a graph in its backward pass, so there are three graphs. The selector's: its
 * outputs {@code s}. That of aggregator, head and objective, over leaves with the values of {@code
 * s} and of the features {@code f}, which were encoded without a graph: {@code ∂L/∂s} and {@code
 * ∂L/∂f}. And, chunk by chunk, the encoder's over the patches: {@code ∂L/∂patches} from {@code
 * ∂L/∂f}. Last, {@code Σ s·sg(∂L/∂s)} goes backward through the selector's.
 *
 * @param chunk patches that are encoded at a time
 */
record Recomputation(
    PatchClassifier classifier, Objective objective, ParameterStore parameters, int chunk) {

  /**
   * Adds the gradients of {@code share · loss} to the parameters' gradients.
   *
   * @param views the images, owned by a manager of their own
   * @param labels likewise
   * @param seed of what the encoder draws
   * @return the loss and the prediction, neither with a graph
   * @throws IllegalStateException if the selector returns features of its own
   */
  Learner.Part backward(Views views, NDArray labels, double share, double progress, long seed) {
    Pass pass = classifier.pass(parameters, true, progress, Randomness.ENGINE);
    Selection selection = select(views, pass);
    EncodedChunks chunks = new EncodedChunks(pass, selection.patches(), chunk, seed);
    NDArray features = chunks.features(); // outside a collector: no graph
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      features.setRequiresGradient(true);
      SelectionLeaves leaves = SelectionLeaves.of(selection);
      Prediction prediction = classifier.decide(features, leaves.values(), pass);
      NDArray loss = Scalars.times(objective.loss(prediction, labels), share);
      collector.backward(loss);
      RunningStatistics once = new RunningStatistics(classifier.encoder(), features.getManager());
      try {
        NDArray ofPatches = chunks.backward(collector, features.getGradient());
        leaves.backward(collector, ofPatches); // through the encoder too, if it made a map
      } finally {
        once.restore();
      }
      // What follows must not draw what the chunks drew.
      Engine.getInstance().setRandomSeed((int) new SplittableRandom(~seed).nextLong());
      return new Learner.Part(
          loss.stopGradient(),
          new Prediction(prediction.logits().stopGradient(), selection, features));
    }
  }

  /** Selects with a graph, which stays when the collector is closed. */
  private Selection select(Views views, Pass pass) {
    GradientCollector collector = Engine.getInstance().newGradientCollector();
    try {
      Selection selection = classifier.select(views, pass);
      if (selection.part(Part.FEATURES).isPresent()) {
        throw new IllegalStateException(
            "a selector that returns features must state their size (featureSize)");
      }
      return selection;
    } finally {
      collector.close();
    }
  }
}
