package io.ats.core.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Aggregator;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchSelector;
import io.ats.core.Selection;
import io.ats.core.SelectorBlock;
import io.ats.core.Views;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.source.PositionedSource;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PositionedSelectorTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 36, 8, 12);

  private final NDManager manager = NDManager.newBaseManager();
  private final TensorSource source =
      new TensorSource(manager.create(Pictures.random(8, 2 * 24 * 36), new Shape(2, 1, 24, 36)));
  private final Pass pass = new Pass(new ParameterStore(manager, false), true, 0, null, null);

  @AfterEach
  void close() {
    manager.close();
  }

  /** The same as the selector itself, on images that have the channels. */
  @Test
  void theSelectorSeesThePositions() {
    ImageSpec positioned = PositionedSelector.image(IMAGE);
    assertThat(positioned).isEqualTo(new ImageSpec(3, 24, 36, 8, 12));
    AttentionSamplingOptions options =
        (AttentionSamplingOptions)
            OptionRecords.with(
                AttentionSamplingOptions.DEFAULTS, Map.of("patches", 3, "patchSize", 5));
    PatchSelector inner = new AttentionSampling(options, positioned);
    PositionedSelector selector = new PositionedSelector(inner);
    selector.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 12));
    NDArray low = source.view(manager, 8, 12);

    Engine.getInstance().setRandomSeed(1);
    Selection found = selector.select(new Views(low, source), pass);
    Engine.getInstance().setRandomSeed(1);
    Selection expected =
        inner.select(new Views(PositionedSource.with(low), new PositionedSource(source)), pass);

    assertThat(found.patches().getShape()).isEqualTo(new Shape(2, 3, 3, 5, 5));
    assertThat(found.patches().toFloatArray()).isEqualTo(expected.patches().toFloatArray());
    assertThat(found.weights().toFloatArray()).isEqualTo(expected.weights().toFloatArray());
    // A patch's middle pixel is the middle of its region.
    NDArray regions = found.regions(); // (2,3,4)
    NDArray middle = found.patches().get(":,:,1:,2,2"); // (2,3,2)
    NDArray centres = regions.get(":,:,:2").add(regions.get(":,:,2:")).div(manager.create(2f));
    assertThat(centres.sub(middle).abs().max().getFloat()).isLessThan(1e-6f);
    assertThat(selector.getParameters().values()).isEqualTo(inner.getParameters().values());
  }

  @Test
  void theSelectorIsPreparedWithThePositions() {
    NDArray low = source.view(manager, 8, 12);
    List<Shape> seen = new ArrayList<>();
    SelectorBlock inner =
        new NeverSelecting() {
          @Override
          public void beforeTraining(Views views, Pass circumstances) {
            seen.add(views.low().getShape());
            assertThat(views.source()).isInstanceOf(PositionedSource.class);
            assertThat(circumstances).isSameAs(pass);
          }
        };
    new PositionedSelector(inner).beforeTraining(new Views(low, source), pass);
    assertThat(seen).containsExactly(new Shape(2, 3, 8, 12));
  }

  @Test
  void whatTheSelectorDemandsAndTellsStaysSo() {
    SelectorBlock demanding =
        new NeverSelecting() {
          @Override
          public int contextSize() {
            return 7;
          }

          @Override
          public void requireAggregator(Aggregator aggregator) {
            throw new OptionException("not this one");
          }
        };
    PositionedSelector selector = new PositionedSelector(demanding);
    assertThat(selector.contextSize()).isEqualTo(7);
    assertThatThrownBy(() -> selector.requireAggregator(null))
        .isInstanceOf(OptionException.class)
        .hasMessage("not this one");
  }

  private abstract static class NeverSelecting extends SelectorBlock {

    @Override
    public Selection select(Views views, Pass pass) {
      throw new AssertionError("not called");
    }
  }
}
