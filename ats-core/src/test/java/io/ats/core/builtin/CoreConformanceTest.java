package io.ats.core.builtin;

import com.google.inject.Module;
import io.ats.core.Aggregator;
import io.ats.core.aggregators.WholeAndPartsOptions;
import io.ats.core.data.Task;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CoreConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(new CoreModule());
  }

  @Override
  protected Set<String> random() {
    return Set.of(
        "ats",
        "ats-systematic",
        "ats-with-replacement",
        "autoregressive",
        "reinforce",
        "two-pass",
        "uniform");
  }

  /** Without the entropy regulariser, whose gradient would hide that the selection has none. */
  @Override
  protected Record options(String selector, Record small) {
    Record plain = OptionRecords.withAny(small, Map.of("entropy", 0.0));
    return selector.equals("nts-net") ? withProposals(plain) : plain;
  }

  /** Some more of them: only the scores of those selected learn. */
  private static Record withProposals(Record options) {
    int patches = (int) OptionRecords.get(options, "patches");
    return OptionRecords.with(
        options,
        Map.of(
            "patches",
            patches == 1 ? 1 : 8,
            "stride",
            2,
            "channels",
            4,
            "fine",
            PatchSizes.scaled(6, List.of(1.0, 1.3), List.of(1.0)),
            "middle",
            PatchSizes.scaled(10, List.of(1.0), List.of(0.5, 1.0, 2.0)),
            "coarse",
            PatchSizes.scaled(14, List.of(0.8, 1.0), List.of(0.8, 1.25))));
  }

  @Override
  protected Aggregator aggregator(String selector) {
    return selector.equals("nts-net")
        ? new WholeAndPartsOptions(WholeAndPartsOptions.Form.CONCAT, 1)
            .create(new Task("any", 3, false))
        : super.aggregator(selector);
  }

  /** The patch of {@code proxy-only} is the view, which the source need not contain. */
  @Override
  protected Reading reading(String selector) {
    return switch (selector) {
      case "proxy-only" -> Reading.OTHER;
      case "nts-net" -> Reading.BETWEEN_PIXELS;
      default -> Reading.WHOLE_PIXELS;
    };
  }
}
