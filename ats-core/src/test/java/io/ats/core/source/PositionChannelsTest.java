package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchSelector;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.core.testing.OptionRecords;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionChannelsTest {

  private static final ImageSpec IMAGE = new ImageSpec(1, 24, 36, 8, 12);

  @Test
  void aSelectorSeesThePositionsOfViewAndPatches() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TensorSource source =
          new TensorSource(
              manager.create(Pictures.random(8, 2 * 24 * 36), new Shape(2, 1, 24, 36)));
      PositionChannels channels = new PositionChannels();
      ImageSpec image = channels.image(IMAGE);
      assertThat(image).isEqualTo(new ImageSpec(3, 24, 36, 8, 12));
      Views views = channels.apply(new Views(source.view(manager, 8, 12), source));
      assertThat(views.low())
          .isEqualTo(PositionedSource.with(new Views(source.view(manager, 8, 12), source)));

      PatchSelector selector =
          OptionRecords.with(
                  AttentionSamplingOptions.DEFAULTS, Map.of("patches", 3, "patchSize", 5))
              .create(image);
      selector.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 8, 12));
      Pass pass = new Pass(new ParameterStore(manager, false), true, 0, null, null);
      Selection found = selector.select(views, pass);

      assertThat(found.patches().getShape()).isEqualTo(new Shape(2, 3, 3, 5, 5));
      // A patch's middle pixel is the middle of its region.
      NDArray regions = found.regions(); // (2,3,4)
      NDArray middle = found.patches().get(":,:,1:,2,2"); // (2,3,2)
      NDArray centres = regions.get(":,:,:2").add(regions.get(":,:,2:")).div(manager.create(2f));
      assertThat(centres.sub(middle).abs().max().getFloat()).isLessThan(1e-6f);
    }
  }
}
