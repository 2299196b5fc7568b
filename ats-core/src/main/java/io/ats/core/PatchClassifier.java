package io.ats.core;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Selection.Part;
import io.ats.core.options.OptionException;
import java.util.Optional;

/**
 * A model: selector, encoder, aggregator and linear head, from views to logits. Every model that is
 * trained is one of these.
 */
public final class PatchClassifier extends AbstractBlock {

  private final PatchSelector selector;
  private final Block encoder;
  private final Aggregator aggregator;
  private final Linear head;

  /**
   * Creates a classifier from parts that are not yet initialised.
   *
   * @throws io.ats.core.options.OptionException if the selector needs a {@link PatchScorer} and the
   *     aggregator is not one, or the aggregator needs cells and the selector has none
   */
  public PatchClassifier(
      PatchSelector selector, Block encoder, Aggregator aggregator, int classes) {
    if (selector.needsScorer() && !(aggregator instanceof PatchScorer)) {
      throw new OptionException(
          "the selector scores patches by the aggregator's attention, and this aggregator has none;"
              + " choose aggregator cross-attention or gated-attention");
    }
    if (aggregator.needsCells() && selector.scoreGrid().isEmpty()) {
      throw new OptionException(
          "the aggregator needs the cells of a score map, and this selector has none; choose"
              + " positions slot or region, or a selector that scores positions");
    }
    this.selector = addChildBlock("selector", selector);
    this.encoder = addChildBlock("encoder", encoder);
    this.aggregator = addChildBlock("aggregator", aggregator);
    head = addChildBlock("head", Linear.builder().setUnits(classes).build());
  }

  /** Returns the selector. */
  public PatchSelector selector() {
    return selector;
  }

  /** Passes the first batch to the selector, before the first training step. */
  public void beforeTraining(Views views, ParameterStore parameters) {
    selector.beforeTraining(views, pass(parameters, false, 0));
  }

  /**
   * Returns the prediction for a batch.
   *
   * @param progress fraction of training completed, in [0,1]
   */
  public Prediction predict(
      Views views, ParameterStore parameters, boolean training, double progress) {
    Pass pass = pass(parameters, training, progress);
    Selection selection = selector.select(views, pass);
    NDArray features =
        selection.part(Part.FEATURES).orElseGet(() -> pass.encode(selection.patches()));
    return decide(features, selection, pass);
  }

  /** Returns the context of a forward pass; {@code progress} as in {@link #predict}. */
  public Pass pass(ParameterStore parameters, boolean training, double progress) {
    PatchScorer scorer = aggregator instanceof PatchScorer attending ? attending : null;
    return new Pass(parameters, training, progress, encoder, scorer);
  }

  /**
   * Returns the prediction from the patches' features: what follows the encoder.
   *
   * @param features {@code (B·R,K,F)}; the selection's context is joined to them
   */
  public Prediction decide(NDArray features, Selection selection, Pass pass) {
    NDArray all = // (B·R,K,F+S)
        selection.part(Part.CONTEXT).map(context -> features.concat(context, 2)).orElse(features);
    NDList aggregated = new NDList(aggregator.aggregate(all, selection, pass));
    NDArray logits =
        head.forward(pass.parameters(), aggregated, pass.training()).singletonOrThrow();
    return new Prediction(logits, selection, all);
  }

  /**
   * Returns a prediction's selection for showing: with the aggregator's attention as the score map
   * where the selector reads every cell and prefers none, as in Deep MIL.
   *
   * @param prediction made at inference
   */
  public Selection shown(Prediction prediction, ParameterStore parameters) {
    Selection selection = prediction.selection();
    Optional<ScoreGrid> grid = selector.scoreGrid();
    if (selection.part(Part.SCORE_MAP).isPresent()
        || !(aggregator instanceof PatchScorer attending)
        || grid.isEmpty()
        || grid.get().size() != selection.count()) {
      return selection;
    }
    NDArray attention = attending.attention(prediction.features(), parameters); // (B,D)
    Shape map =
        new Shape(
            attention.getShape().get(0), grid.get().rows().length, grid.get().columns().length);
    return selection.with(Part.SCORE_MAP, attention.reshape(map));
  }

  /**
   * Initialises with the shapes of the view {@code (B,C,vh,vw)} and the patches {@code
   * (B,K,C,h,w)}.
   */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape patches = inputShapes[1];
    Shape patch = patches.slice(0, 1).addAll(patches.slice(2)); // (B,C,h,w)
    encoder.initialize(manager, dataType, patch);
    Shape encoded = encoder.getOutputShapes(new Shape[] {patch})[0]; // (B,F)
    selector.initialize(manager, dataType, inputShapes[0], patch, encoded);
    long own = selector.featureSize();
    long width = (own > 0 ? own : encoded.get(1)) + selector.contextSize();
    Shape features = new Shape(patches.get(0), patches.get(1), width); // (B,K,F+S)
    if (aggregator.needsCells()) {
      long cells = selector.scoreGrid().orElseThrow().size();
      aggregator.initialize(manager, dataType, features, new Shape(cells));
    } else {
      aggregator.initialize(manager, dataType, features);
    }
    head.initialize(manager, dataType, aggregator.getOutputShapes(new Shape[] {features}));
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    throw new UnsupportedOperationException("call predict(views, parameters, training, progress)");
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {head.getOutputShapes(new Shape[] {inputShapes[0].slice(0, 1)})[0]};
  }
}
