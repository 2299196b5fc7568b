package io.ats.topk.builtin;

import com.google.inject.Module;
import io.ats.core.Aggregator;
import io.ats.core.aggregators.CrossAttentionOptions;
import io.ats.core.aggregators.WholeAndPartsOptions;
import io.ats.core.data.Task;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
import io.ats.topk.sinkhorn.SinkhornInference;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TopKConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new TopKModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of("gumbel-topk", "perturbed-topk", "nts-topk");
  }

  @Override
  protected Reading reading(String selector) {
    return switch (selector) {
      case "sinkhorn-topk", "perturbed-topk" -> Reading.BLENDED_IN_TRAINING;
      case "nts-topk" -> Reading.BLENDED_BETWEEN_PIXELS;
      default -> Reading.WHOLE_PIXELS;
    };
  }

  /**
   * Without the entropy regulariser, whose gradient would hide that the selection has none. Blends
   * of {@code sinkhorn-topk} at inference are those of training: the other inference is tried.
   * {@code ips} does many iterations, the last not full; by default one would do for such images.
   */
  @Override
  protected Record options(String selector, Record small) {
    Record plain =
        OptionRecords.withAny(
            small,
            Map.of(
                "entropy",
                0.0,
                "iteration",
                4,
                "stride",
                selector.equals("ips") ? 0 : 2,
                "channels",
                8,
                "reduction",
                1,
                "fine",
                PatchSizes.square(7),
                "middle",
                PatchSizes.scaled(10, List.of(1.0), List.of(0.5, 1.0, 2.0)),
                "coarse",
                PatchSizes.scaled(14, List.of(0.8, 1.0), List.of(0.8, 1.25))));
    if (selector.equals("nts-topk")) { // so much noise that any proposal may be chosen
      return OptionRecords.with(plain, Map.of("sigma", 0.5));
    }
    return selector.equals("sinkhorn-topk")
        ? OptionRecords.with(plain, Map.of("inference", SinkhornInference.HARD))
        : plain;
  }

  /** With one head {@code ips} keeps the same patches in whatever order it looks at them. */
  @Override
  protected Aggregator aggregator(String selector) {
    if (selector.equals("nts-topk")) {
      return new WholeAndPartsOptions(WholeAndPartsOptions.Form.MEAN, 0)
          .create(new Task("any", 3, false));
    }
    return selector.equals("ips")
        ? new CrossAttentionOptions(1, 1, 8, 2).create(new Task("any", 2, false))
        : super.aggregator(selector);
  }
}
