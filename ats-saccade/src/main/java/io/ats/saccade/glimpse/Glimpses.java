package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.math.Constants;
import io.ats.core.math.Joins;

/**
 * Collects the glimpses of one pass into a selection: the patches are the glimpses' finest crops,
 * the features the recurrent states, the last of which has all the weight.
 */
final class Glimpses {

  private final GlimpseSensor sensor;
  private final GlimpseNetwork network;
  private final Views views;
  private final Pass pass;
  private final NDList crops = new NDList();
  private final NDList regions = new NDList();
  private final NDList states = new NDList();
  private final NDList logProbabilities = new NDList();
  private final NDList expectedCosts = new NDList();

  Glimpses(GlimpseSensor sensor, GlimpseNetwork network, Views views, Pass pass) {
    this.sensor = sensor;
    this.network = network;
    this.views = views;
    this.pass = pass;
  }

  /**
   * Reads a glimpse.
   *
   * @param location {@code (N,2)}
   * @return the glimpse vector {@code g (N,G)}
   */
  NDArray read(NDArray location) {
    NDArray all = sensor.regions(views.source(), location); // (N,S,4)
    NDArray seen = sensor.read(views.source(), all); // (N,S,C,h,w)
    crops.add(seen.get(":,0:1"));
    regions.add(all.get(":,0:1"));
    return network.glimpse(seen, location, pass);
  }

  /** Keeps the state after a glimpse, {@code (N,H)}. */
  void keep(NDArray state) {
    states.add(state.expandDims(1));
  }

  /** Keeps a choice, for the score function. */
  void keep(LocationPolicy.Choice choice) {
    logProbabilities.add(choice.logProbability().expandDims(1));
    expectedCosts.add(choice.expectedCost().expandDims(1));
  }

  /**
   * Returns the selection, of {@code repeats} rows per image; with log-probabilities in training.
   */
  Selection selection(int repeats) {
    NDArray patches = Joins.concat(crops, 1); // (N,T,C,h,w)
    Shape rows = patches.getShape().slice(0, 2);
    Selection all =
        Selection.of(patches, last(patches.getManager(), rows), Joins.concat(regions, 1))
            .withRepeats(repeats)
            .with(Part.FEATURES, Joins.concat(states, 1)); // (N,T,H)
    return !pass.training() || logProbabilities.isEmpty()
        ? all
        : all.with(Part.LOG_PROBABILITY, Joins.concat(logProbabilities, 1)) // (N,T) or (N,T−1)
            .with(Part.EXPECTED_COST, Joins.concat(expectedCosts, 1));
  }

  /** Returns weights {@code (N,T)}: 1 for the last glimpse, 0 for the others. */
  private static NDArray last(NDManager manager, Shape rows) {
    float[] weights = new float[(int) rows.get(1)];
    weights[weights.length - 1] = 1;
    return Constants.of(manager, weights, new Shape(1, weights.length)).repeat(0, rows.get(0));
  }
}
