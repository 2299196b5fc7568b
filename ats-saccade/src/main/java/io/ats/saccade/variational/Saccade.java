package io.ats.saccade.variational;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.math.Joins;
import io.ats.core.plugin.SelectorBlock;
import io.ats.saccade.transformer.Cropping;
import io.ats.saccade.transformer.Localisation;
import io.ats.saccade.transformer.SpatialTransformer;

/**
 * Variational saccading (Ramapuram et al., BMVC 2019): at each of {@code T} steps a {@link Vrnn} of
 * the view draws {@code z_t = (s, u, v)}, and a spatial transformer of that scale and shift cuts
 * the crop. Optionally {@code z_t} has any size, and a linear layer maps it to scale and shift; and
 * the recurrent state {@code h_t} is concatenated to the crop's features.
 *
 * <p>Training maximises Eq. 5, {@code E_q[log p(y | crops)] − Σ_t [γ·NLL(x̂) + β·KL(q_t ‖ p_t)]},
 * with one sample and the pathwise gradient through the crops. The terms are the penalties {@code
 * reconstruction} and {@code kl}, or the loss factor in the product form.
 */
public final class Saccade extends SelectorBlock {

  private final SaccadeOptions options;
  private final Cropping cropping;
  private final Vrnn network;
  private final Localisation localisation;

  /** Creates a selector, not yet initialised. */
  public Saccade(SaccadeOptions options, ImageSpec image) {
    this.options = options;
    cropping = options.cropping();
    network =
        addChildBlock(
            "network",
            new Vrnn(options, new Shape(image.channels(), image.viewHeight(), image.viewWidth())));
    localisation =
        options.latentIsTransform() ? null : addChildBlock("localisation", cropping.layer());
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDArray features = network.features(views.low(), pass); // (B,X)
    NDArray state = network.start(features); // (B,H)
    Saccades made = new Saccades();
    Bound bound = new Bound(options, network, views.low(), pass);
    for (int t = 0; t < options.patches(); t++) {
      boolean draw = pass.training() || options.inference() == LatentInference.SAMPLE;
      Vrnn.Step step = network.step(features, state, draw, pass);
      crop(views, step, pass, made);
      if (pass.training()) {
        bound.add(step, state);
      }
      state = step.state();
    }
    Selection selection = made.selection();
    return pass.training() ? bound.to(selection) : selection;
  }

  /** Cuts the crop of a step. */
  private void crop(Views views, Vrnn.Step step, Pass pass, Saccades made) {
    boolean itself = localisation == null;
    NDArray outputs =
        itself
            ? step.z()
            : localisation.outputs(pass.parameters(), step.z(), pass.training()); // (B,3)
    NDArray theta =
        itself
            ? SpatialTransformer.theta(
                outputs.get(":,0"),
                outputs.get(":,1"),
                outputs.get(":,2"),
                cropping.maxImageFraction())
            : cropping.theta(outputs, pass.progress()); // (B,3)
    made.crops.add(cropping.cut(views.source(), theta, pass.progress())); // (B,1,C,h,w)
    made.regions.add(SpatialTransformer.regions(theta)); // (B,1,4)
    if (options.joinState()) {
      made.states.add(step.state().expandDims(1)); // (B,1,H)
    }
    if (!pass.training()) {
      NDArray deviations =
          itself
              ? step.posterior().deviation()
              : localisation.deviations(
                  pass.parameters(), step.posterior().logVariance().exp(), pass.training());
      made.spreads.add(cropping.spread(outputs, theta, deviations).expandDims(1));
    }
  }

  /** The outputs of the steps. */
  private static final class Saccades {
    final NDList crops = new NDList();
    final NDList regions = new NDList();
    final NDList states = new NDList();
    final NDList spreads = new NDList();

    Selection selection() {
      NDArray patches = Joins.concat(crops, 1); // (B,T,C,h,w)
      long count = patches.getShape().get(1);
      NDArray weights =
          patches
              .getManager()
              .full(new Shape(patches.getShape().get(0), count), 1f / count); // (B,T)
      Selection all = Selection.of(patches, weights, Joins.concat(regions, 1));
      all = states.isEmpty() ? all : all.with(Part.CONTEXT, Joins.concat(states, 1)); // (B,T,H)
      return spreads.isEmpty() ? all : all.with(Part.SPREAD, Joins.concat(spreads, 1));
    }
  }

  @Override
  public boolean needsUnitPixels() {
    return options.likelihood() == ViewLikelihood.BERNOULLI;
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public int contextSize() {
    return options.joinState() ? options.network().state() : 0;
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    network.initialize(manager, dataType, inputShapes[0]);
    if (localisation != null) {
      localisation.initialize(
          manager, dataType, new Shape(inputShapes[0].get(0), options.network().latent()));
    }
  }
}
