package io.ats.saccade.variational;

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
import io.ats.core.Pass;
import io.ats.core.layers.Dense;
import io.ats.saccade.recurrent.GruCell;
import io.ats.saccade.transformer.ViewNetwork;

/**
 * A variational recurrent network with the same view {@code x̂} as input of every step (Chung et
 * al., NeurIPS 2015; Ramapuram et al., BMVC 2019, §7.6): prior {@code p(z_t | h_{t−1})}, posterior
 * {@code q(z_t | φ(x̂), h_{t−1})}, decoder {@code p(x̂ | φ_z(z_t), h_{t−1})}, {@code h_t =
 * GRU([φ(x̂), φ_z(z_t)], h_{t−1})}.
 */
final class Vrnn extends AbstractBlock {

  private final VrnnOptions options;
  private final Block view;
  private final GaussianHead prior;
  private final GaussianHead posterior;
  private final Block latent;
  private final GruCell cell;
  private final ViewDecoder decoder;

  /**
   * Creates a network, not yet initialised.
   *
   * @param viewShape {@code (C,vh,vw)}
   */
  Vrnn(SaccadeOptions saccade, Shape viewShape) {
    options = saccade.network();
    boolean normalised = options.normalisation();
    int units = options.features();
    double initial = saccade.initialDeviation() * saccade.initialDeviation();
    boolean fixed = saccade.variance() > 0;
    view = addChildBlock("view", ViewNetwork.create(options.channels(), units, normalised));
    prior = addChildBlock("prior", head(saccade, false, 1));
    posterior =
        addChildBlock("posterior", head(saccade, fixed, fixed ? saccade.variance() : initial));
    latent = addChildBlock("latent", Dense.hidden(units, normalised));
    cell = addChildBlock("cell", new GruCell(options.state()));
    decoder =
        saccade.reconstruction() > 0
            ? addChildBlock("decoder", new ViewDecoder(viewShape, options.channels(), normalised))
            : null;
  }

  private static GaussianHead head(SaccadeOptions saccade, boolean fixed, double variance) {
    VrnnOptions sizes = saccade.network();
    return new GaussianHead(
        Dense.hidden(sizes.features(), sizes.normalisation()),
        saccade.latentIsTransform()
            ? saccade.cropping().transformLayer()
            : Linear.builder().setUnits(sizes.latent()).build(),
        fixed ? null : Linear.builder().setUnits(sizes.latent()).build(),
        variance);
  }

  /**
   * The outputs of a step.
   *
   * @param posterior {@code q(z_t | φ(x̂), h_{t−1})}
   * @param z {@code z_t (B,Z)}
   * @param latentFeatures {@code φ_z(z_t) (B,X)}
   * @param state {@code h_t (B,H)}
   */
  record Step(Gaussian posterior, NDArray z, NDArray latentFeatures, NDArray state) {}

  /** Returns {@code φ(x̂) (B,X)} of the view {@code (B,C,vh,vw)}. */
  NDArray features(NDArray low, Pass pass) {
    return view.forward(pass.parameters(), new NDList(low), pass.training()).singletonOrThrow();
  }

  /** Returns {@code h_0 = 0}, {@code (B,H)}. */
  NDArray start(NDArray features) {
    return features
        .getManager()
        .zeros(new Shape(features.getShape().get(0), options.state()), features.getDataType());
  }

  /**
   * Computes one step.
   *
   * @param features {@code φ(x̂) (B,X)}
   * @param state {@code h_{t−1} (B,H)}
   * @param draw whether {@code z_t} is a sample of the posterior; otherwise it is its mean
   */
  Step step(NDArray features, NDArray state, boolean draw, Pass pass) {
    Gaussian q = posterior.of(features.concat(state, 1), pass);
    NDArray z = draw ? q.sample(pass.random()) : q.mean();
    NDArray drawn =
        latent
            .forward(pass.parameters(), new NDList(z), pass.training())
            .singletonOrThrow(); // φ_z (B,X)
    NDArray next =
        cell.step(features.concat(drawn, 1), new NDList(state), pass).singletonOrThrow(); // (B,H)
    return new Step(q, z, drawn, next);
  }

  /** Returns {@code p(z_t | h_{t−1})}. */
  Gaussian prior(NDArray state, Pass pass) {
    return prior.of(state, pass);
  }

  /** Returns the decoded view {@code (B,C,vh,vw)} of {@code φ_z(z_t)} and {@code h_{t−1}}. */
  NDArray decode(NDArray latentFeatures, NDArray state, Pass pass) {
    return decoder.decode(latentFeatures.concat(state, 1), pass);
  }

  /** {@inheritDoc} The shape is the view's, {@code (B,C,vh,vw)}. */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    long batch = inputShapes[0].get(0);
    Shape state = new Shape(batch, options.state());
    Shape both = new Shape(batch, options.features() + options.state());
    view.initialize(manager, dataType, inputShapes[0]);
    prior.initialize(manager, dataType, state);
    posterior.initialize(manager, dataType, both);
    latent.initialize(manager, dataType, new Shape(batch, options.latent()));
    cell.initialize(manager, dataType, new Shape(batch, 2L * options.features()));
    if (decoder != null) {
      decoder.initialize(manager, dataType, both);
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    throw new UnsupportedOperationException("call step");
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    throw new UnsupportedOperationException("call step");
  }
}
