package io.ats.saccade.glimpse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.plugin.SelectorBlock;
import io.ats.saccade.recurrent.LstmCell;
import io.ats.saccade.transformer.ViewNetwork;

/**
 * The deep recurrent attention model (Ba et al., ICLR 2015), two layers of long short-term memory:
 * {@code r1_t = R(g_t, r1_{t−1})} of the glimpses, with {@code r1_0 = 0}, and {@code r2_t = R(r1_t,
 * r2_{t−1})} of the locations, with {@code r2_0} the context network's output for the view. {@link
 * LocationPolicy} draws {@code l_t} from {@code r2_{t−1}}, including {@code l_1}; {@code r1_T} is
 * classified, so the view affects the class only through the locations.
 *
 * <p>With {@code detach} the input of the second layer is {@code sg(r1_t)}: the second layer, the
 * context network and the location network are trained by the score function only, everything else
 * by the classification only.
 */
public final class Dram extends SelectorBlock {

  private final RecurrentOptions options;
  private final GlimpseSensor sensor;
  private final Block context;
  private final GlimpseNetwork network;
  private final LstmCell what;
  private final LstmCell where;
  private final LocationPolicy policy;

  /** Creates a selector, not yet initialised. */
  public Dram(DramOptions given) {
    options = given.recurrent();
    int state = options.state();
    sensor = new GlimpseSensor(options.patchSize(), options.glimpse().scales());
    context =
        addChildBlock("context", ViewNetwork.create(given.contextChannels(), 2 * state, false));
    network = addChildBlock("glimpse", new GlimpseNetwork(options.glimpse()));
    what = addChildBlock("what", new LstmCell(state));
    where = addChildBlock("where", new LstmCell(state));
    policy = addChildBlock("policy", new LocationPolicy(options.policy(), false));
  }

  @Override
  public Selection select(Views views, Pass pass) {
    int repeats = pass.training() ? options.repeats() : 1;
    NDList second = context(views.low(), repeats, pass); // r2, (N,H) each
    NDList first =
        what.start(views.low().getManager(), second.get(0).getShape().get(0)); // r1, (N,H) each
    Glimpses glimpses = new Glimpses(sensor, network, views, pass);
    for (int t = 1; t <= options.patches(); t++) {
      LocationPolicy.Choice choice = policy.choose(second.get(0), pass);
      glimpses.keep(choice);
      first = what.step(glimpses.read(choice.location()), first, pass);
      glimpses.keep(first.get(0));
      if (t < options.patches()) {
        NDArray seen = options.policy().detach() ? first.get(0).stopGradient() : first.get(0);
        second = where.step(seen, second, pass);
      }
    }
    return glimpses.selection(repeats);
  }

  /** Returns {@code r2_0}, two arrays {@code (N,H)} of {@code N = B·R} rows, from the view. */
  private NDList context(NDArray low, int repeats, Pass pass) {
    NDArray both =
        context
            .forward(pass.parameters(), new NDList(low), pass.training())
            .singletonOrThrow(); // (B,2H)
    return (repeats == 1 ? both : both.repeat(0, repeats)).split(2, 1);
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
    Shape state = new Shape(inputShapes[2].get(0), options.state());
    context.initialize(manager, dataType, inputShapes[0]);
    network.initialize(manager, dataType, inputShapes[2]);
    what.initialize(manager, dataType, new Shape(state.get(0), options.glimpse().features()));
    where.initialize(manager, dataType, state);
    policy.initialize(manager, dataType, state);
  }
}
