package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.plugin.SelectorBlock;
import io.ats.saccade.recurrent.RecurrentCell;

/**
 * The recurrent attention model (Mnih et al., NeurIPS 2014): {@code h_t = f_h(h_{t−1}, g_t)},
 * {@code h_0 = 0}, with {@code g_t} the glimpse at {@code l_t}; {@link LocationPolicy} draws {@code
 * l_{t+1}} from {@code h_t}; {@code h_T} is classified. The first location is that of {@link
 * Start}, so there are {@code T − 1} log-probabilities. The view is not used.
 */
public final class Ram extends SelectorBlock {

  private final RecurrentOptions options;
  private final Start start;
  private final GlimpseSensor sensor;
  private final GlimpseNetwork network;
  private final RecurrentCell core;
  private final LocationPolicy policy;

  /** Creates a selector, not yet initialised. */
  public Ram(RamOptions given) {
    options = given.recurrent();
    start = given.start();
    sensor = new GlimpseSensor(options.patchSize(), options.glimpse().scales());
    network = addChildBlock("glimpse", new GlimpseNetwork(options.glimpse()));
    core = addChildBlock("core", given.core().create(options.state()));
    boolean detach = options.policy().detach();
    policy = addChildBlock("policy", new LocationPolicy(options.policy(), detach));
  }

  @Override
  public Selection select(Views views, Pass pass) {
    NDManager manager = views.low().getManager();
    int repeats = pass.training() ? options.repeats() : 1;
    long rows = views.low().getShape().get(0) * repeats; // N = B·R
    Glimpses glimpses = new Glimpses(sensor, network, views, pass);
    NDArray location = start.location(pass.random(), manager, rows); // (N,2)
    NDList state = core.start(manager, rows);
    for (int t = 1; t <= options.patches(); t++) {
      state = core.step(glimpses.read(location), state, pass);
      glimpses.keep(state.get(0)); // (N,H)
      if (t < options.patches()) {
        LocationPolicy.Choice choice = policy.choose(state.get(0), pass);
        glimpses.keep(choice);
        location = choice.location();
      }
    }
    return glimpses.selection(repeats);
  }

  @Override
  public boolean readsView() {
    return false;
  }

  /** {@inheritDoc} It does not look at the view. */
  @Override
  public boolean takesPadding() {
    return true;
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public int featureSize() {
    return options.state();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    long rows = inputShapes[2].get(0);
    network.initialize(manager, dataType, inputShapes[2]);
    core.initialize(manager, dataType, new Shape(rows, options.glimpse().features()));
    policy.initialize(manager, dataType, new Shape(rows, options.state()));
  }
}
