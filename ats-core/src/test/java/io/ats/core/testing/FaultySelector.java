package io.ats.core.testing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchSelector;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.Embedded;
import io.ats.core.plugin.PatchSpec;
import io.ats.core.score.ConvolutionalScorerOptions;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSelector;
import java.util.Random;

/** Hard top-K with a straight-through gradient and, if wanted, one mistake. */
final class FaultySelector extends ScoredSelector {

  /** The mistake, and the test that must find it. */
  enum Fault {
    NONE(""),
    NAN_AT_INFERENCE("sound at inference"),
    NAN_IN_TRAINING("sound in training"),
    MAP_WITHOUT_SUM("sound at inference"),
    FORGETS_THE_OPTION("one patch"),
    NO_GRADIENT("every parameter gets a gradient"),
    UNUSED_PARAMETER("every parameter gets a gradient"),
    OWN_RANDOMNESS("the seed determines the result"),
    STATE_THAT_IS_NOT_SAVED("saved and loaded it predicts the same"),
    REGIONS_TRANSPOSED("regions are what was read"),
    IGNORES_THE_BORDER("regions are what was read"),
    KNOWS_TENSORS_ONLY("any source reads the same"),
    READS_PADDING("a padded image's prediction is its own"),
    HIDES_ITS_LOOK("a view that it does not read changes nothing");

    final String test;

    Fault(String test) {
      this.test = test;
    }
  }

  private static final Random RANDOM = new Random();

  private final Fault fault;
  private final float state = RANDOM.nextFloat();

  FaultySelector(Fault fault, PatchOptions patch, ImageSpec image) {
    super(
        new ScoredOptions(
            fault == Fault.IGNORES_THE_BORDER
                ? new PatchOptions(patch.patches(), patch.patchSize(), Border.ZERO)
                : patch,
            0,
            0,
            ConvolutionalScorerOptions.DEFAULTS.named()),
        image);
    this.fault = fault;
    if (fault == Fault.UNUSED_PARAMETER) {
      addParameter(
          Parameter.builder()
              .setName("unused")
              .setType(Parameter.Type.BIAS)
              .optShape(new Shape(2))
              .build());
    }
  }

  @Override
  public boolean readsView() {
    return fault != Fault.HIDES_ITS_LOOK;
  }

  @Override
  public Selection select(Views views, Pass pass) {
    int count = fault == Fault.FORGETS_THE_OPTION ? 2 : count();
    NDArray attention = scores(views, pass).softmax(1);
    NDArray chosen = attention.stopGradient().topK(count, 1, true, true).get(1);
    NDArray drawn = attention.gather(chosen, 1);
    NDArray weights = drawn.sub(drawn.stopGradient()).add(1.0 / count);
    weights =
        switch (fault) {
          case NAN_AT_INFERENCE -> pass.training() ? weights : weights.mul(Float.NaN);
          case NAN_IN_TRAINING -> pass.training() ? weights.mul(Float.NaN) : weights;
          case NO_GRADIENT -> weights.stopGradient();
          case OWN_RANDOMNESS -> weights.mul(1 + RANDOM.nextFloat());
          case STATE_THAT_IS_NOT_SAVED -> weights.mul(1 + state);
          case KNOWS_TENSORS_ONLY ->
              views.source() instanceof io.ats.core.source.TensorSource ? weights : weights.mul(2);
          case READS_PADDING -> weights.add(views.low().mean().mul(0.01f));
          default -> weights;
        };
    NDArray map = fault == Fault.MAP_WITHOUT_SUM ? attention.mul(2) : attention;
    Selection found = read(views, chosen, weights, map);
    NDArray regions = found.regions();
    return fault != Fault.REGIONS_TRANSPOSED
        ? found
        : Selection.of(
                found.patches(),
                weights,
                regions.get(":,:,0:2").flip(2).concat(regions.get(":,:,2:4").flip(2), 2))
            .with(Part.SCORE_MAP, map(map));
  }

  /** Options of a selector with one mistake. */
  record Options(Fault fault, @Embedded PatchOptions patch) implements PatchSpec {

    @Override
    public PatchSelector create(ImageSpec image) {
      return new FaultySelector(fault, patch, image);
    }
  }
}
