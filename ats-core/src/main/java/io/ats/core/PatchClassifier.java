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
import io.ats.core.math.Constants;
import io.ats.core.options.OptionException;
import io.ats.core.sampling.Randomness;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A model: selector, encoder, aggregator and linear head, from views to logits; without the head
 * where the {@linkplain Aggregator#isHead aggregator is one}. Every model that is trained is one of
 * these.
 */
public final class PatchClassifier extends AbstractBlock {

  private final PatchSelector selector;
  private final Block encoder;
  private final Aggregator aggregator;
  private final Linear head;
  private final int classes;
  private final UnaryOperator<NDArray> confidence;
  private int places;

  /** Creates a classifier of which no selector asks the confidence. */
  public PatchClassifier(
      PatchSelector selector, Block encoder, Aggregator aggregator, int classes) {
    this(selector, encoder, aggregator, classes, null);
  }

  /**
   * Creates a classifier from parts that are not yet initialised.
   *
   * @param confidence from logits {@code (N,classes)} to how sure they are, {@code (N)} in [0,1]
   * @throws io.ats.core.options.OptionException if the selector needs a {@link PatchScorer} and the
   *     aggregator is not one, or a part needs what another has not: cells, the encoder's map, the
   *     whole image's features, a prediction of each patch, weights that count
   * @throws IllegalArgumentException if the selector needs the confidence and there is none
   */
  public PatchClassifier(
      PatchSelector selector,
      Block encoder,
      Aggregator aggregator,
      int classes,
      UnaryOperator<NDArray> confidence) {
    this.confidence = confidence;
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
    if (selector.needsMap() && !(encoder instanceof MapEncoder map && map.hasMap())) {
      throw new OptionException(
          "the selector looks at the encoder's map of the whole image, and this encoder has none;"
              + " choose encoder resnet18, resnet34, resnet50, ats-resnet or fully-convolutional");
    }
    Optional<PatchHead> patchHead = aggregator.patchHead();
    if (selector.needsPatchLogits() && patchHead.isEmpty()) {
      throw new OptionException(
          "the selector learns from each patch's own prediction, which this aggregator does not"
              + " make; choose aggregator whole-and-parts or decision-fusion");
    }
    if (selector.needsConfidence() && confidence == null) {
      throw new IllegalArgumentException(
          "the selector asks how sure the classifier is of a patch; create it with a confidence");
    }
    if (selector.weighsOne()
        && patchHead.filter(head -> head.loss() == PatchHead.Loss.INSTEAD).isPresent()) {
      throw new OptionException(
          "the selector gives one patch all weight, and this aggregator's decision does not depend"
              + " on weights; choose answer all, or aggregator mean");
    }
    if (aggregator.needsWhole() && !selector.hasWhole()) {
      throw new OptionException(
          "the aggregator joins the whole image's features to the patches', and this selector has"
              + " none; choose selector nts-net or nts-topk, or another aggregator");
    }
    this.classes = classes;
    this.selector = addChildBlock("selector", selector);
    this.encoder = addChildBlock("encoder", encoder);
    this.aggregator = addChildBlock("aggregator", aggregator);
    head =
        aggregator.isHead()
            ? null
            : addChildBlock("head", Linear.builder().setUnits(classes).build());
  }

  /** Returns the selector. */
  public PatchSelector selector() {
    return selector;
  }

  /** Returns the encoder. */
  public Block encoder() {
    return encoder;
  }

  /** Passes the first batch to the selector, before the first training step. */
  public void beforeTraining(Views views, ParameterStore parameters) {
    selector.beforeTraining(views, pass(parameters, false, 0, Randomness.ENGINE));
  }

  /**
   * Returns the prediction for a batch, with draws from the engine's generator.
   *
   * @param progress fraction of training completed, in [0,1]
   */
  public Prediction predict(
      Views views, ParameterStore parameters, boolean training, double progress) {
    return predict(views, pass(parameters, training, progress, Randomness.ENGINE));
  }

  /** Returns the prediction for a batch in a pass of this classifier. */
  public Prediction predict(Views views, Pass pass) {
    Selection selection = select(views, pass);
    NDArray features =
        selection.part(Part.FEATURES).orElseGet(() -> pass.encode(selection.patches()));
    return decide(features, selection, pass);
  }

  /**
   * Returns the selector's selection.
   *
   * @throws io.ats.core.options.OptionException if views are padded and the selector reads padding
   */
  public Selection select(Views views, Pass pass) {
    requireTakes(views.padded());
    return selector.select(views, pass);
  }

  /**
   * Checks that the selector takes an image among others as large as {@code largest}.
   *
   * @throws io.ats.core.options.OptionException if its view would be padded and the selector reads
   *     padding
   */
  public void requireTakes(ImageSpec image, ImageSpec largest) {
    requireTakes(
        image.viewHeight() < largest.viewHeight() || image.viewWidth() < largest.viewWidth());
  }

  /**
   * Checks that the aggregator can use the first of {@code patches} patches, where it uses so many.
   *
   * @throws io.ats.core.options.OptionException if there are fewer, or which are the first says
   *     nothing of their scores
   */
  public void requirePatches(int patches) {
    int used = aggregator.first();
    if (used > patches) {
      throw new OptionException(
          "the aggregator uses the first %d patches, and the selector selects %d; choose parts at most %d, or 0 for all"
              .formatted(used, patches, patches));
    }
    if (used > 0 && used < patches && !selector.byScore()) {
      throw new OptionException(
          "the aggregator uses the first %d of %d patches, and the selector does not order them by score; choose parts 0 for all, or selector nts-net"
              .formatted(used, patches));
    }
  }

  private void requireTakes(boolean padded) {
    if (padded && !selector.takesPadding()) {
      throw new OptionException(
          "the images' sizes differ, and the selector's network reads the whole view, also the"
              + " padding beside a small one; give the dataset a view-size, to which all views are"
              + " resized, or choose a selector that scores positions");
    }
  }

  /** Returns the context of a forward pass; {@code progress} as in {@link #predict}. */
  public Pass pass(
      ParameterStore parameters, boolean training, double progress, Randomness random) {
    PatchScorer scorer = aggregator instanceof PatchScorer attending ? attending : null;
    PatchConfidence sure = confidence == null ? null : this::confidence;
    return new Pass(parameters, training, progress, encoder, scorer, sure, random);
  }

  /** Implements {@link PatchConfidence}. */
  private NDArray confidence(Selection selection, Pass pass) {
    NDArray logits = patchLogits(pass.encode(selection.patches()), selection, pass);
    Shape shape = logits.getShape(); // (B,N,classes)
    return confidence.apply(logits.reshape(-1, classes)).reshape(shape.slice(0, 2));
  }

  /**
   * Returns what the model says of each patch alone: the logits of the aggregator's {@link
   * PatchHead}; without one, the logits of an image of which the patch has the first of the
   * aggregator's places, while the others are empty.
   *
   * @param features {@code (B,N,F+S)}, with their context, of any number of patches {@code N}
   * @param selection the patches' regions and, if the selector has a score map, their cells; the
   *     weights do not matter
   * @return {@code (B,N,classes)}
   */
  public NDArray patchLogits(NDArray features, Selection selection, Pass pass) {
    return aggregator
        .patchHead()
        .map(own -> own.logits(features, pass))
        .orElseGet(() -> alone(features, selection, pass));
  }

  private NDArray alone(NDArray features, Selection selection, Pass pass) {
    Shape shape = features.getShape();
    long rows = shape.get(0) * shape.get(1);
    NDManager manager = features.getManager();
    float[] one = new float[places];
    one[0] = 1;
    NDArray first = Constants.of(manager, one, new Shape(1, places)); // (1,K)
    NDArray present = first.repeat(0, rows); // (B·N,K)
    Selection empty =
        Selection.of(
                manager.zeros(new Shape(rows, places, 1, 1, 1)),
                present,
                selection.regions().reshape(rows, 1, 4).repeat(1, places))
            .with(Part.PRESENT, present);
    Selection alone =
        selection
            .part(Part.CELLS)
            .map(cells -> empty.with(Part.CELLS, cells.reshape(rows, 1).repeat(1, places)))
            .orElse(empty);
    NDArray each = features.reshape(rows, 1, -1).mul(first.expandDims(2)); // (B·N,K,F)
    return logits(each, alone, pass).reshape(shape.get(0), shape.get(1), classes);
  }

  /**
   * Returns the prediction from the patches' features: what follows the encoder.
   *
   * @param features {@code (B·R,K,F)}; the selection's context is joined to them
   */
  public Prediction decide(NDArray features, Selection selection, Pass pass) {
    NDArray all = // (B·R,K,F+S)
        selection.part(Part.CONTEXT).map(context -> features.concat(context, 2)).orElse(features);
    Optional<PatchHead.Judged> patches =
        aggregator
            .patchHead()
            .filter(own -> pass.training() || own.loss() == PatchHead.Loss.INSTEAD)
            .map(own -> new PatchHead.Judged(own.logits(all, pass), own.loss()));
    Selection judged =
        patches.map(each -> selection.with(Part.PATCH_LOGITS, each.logits())).orElse(selection);
    return new Prediction(
        logits(all, judged, pass),
        selection,
        all,
        patches,
        pass.training() ? aggregator.wholeLogits(selection, pass) : Optional.empty());
  }

  /** Returns the image's logits, {@code (B·R,classes)}: aggregator and head. */
  private NDArray logits(NDArray features, Selection selection, Pass pass) {
    NDArray aggregated = aggregator.aggregate(features, selection, pass);
    return head == null
        ? aggregated
        : head.forward(pass.parameters(), new NDList(aggregated), pass.training())
            .singletonOrThrow();
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
    NDArray attention = // (B,D)
        attending.attention(prediction.features(), selection.part(Part.PRESENT), parameters);
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
    places = (int) patches.get(1);
    requirePatches(places);
    Shape patch = patches.slice(0, 1).addAll(patches.slice(2)); // (B,C,h,w)
    encoder.initialize(manager, dataType, patch);
    Shape encoded = encoder.getOutputShapes(new Shape[] {patch})[0]; // (B,F)
    if (selector.needsMap()) {
      Shape map = ((MapEncoder) encoder).mapShape(inputShapes[0]);
      selector.initialize(manager, dataType, inputShapes[0], patch, encoded, map);
    } else {
      selector.initialize(manager, dataType, inputShapes[0], patch, encoded);
    }
    long own = selector.featureSize();
    long width = (own > 0 ? own : encoded.get(1)) + selector.contextSize();
    Shape features = new Shape(patches.get(0), patches.get(1), width); // (B,K,F+S)
    if (aggregator.needsCells()) {
      long cells = selector.scoreGrid().orElseThrow().size();
      aggregator.initialize(manager, dataType, features, new Shape(cells));
    } else {
      aggregator.initialize(manager, dataType, features);
    }
    Shape[] aggregated = aggregator.getOutputShapes(new Shape[] {features});
    if (head != null) {
      head.initialize(manager, dataType, aggregated);
    }
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
    return new Shape[] {new Shape(inputShapes[0].get(0), classes)};
  }
}
