package io.ats.saccade.builtin;

import com.google.inject.Module;
import io.ats.core.plugin.ComponentModule;
import io.ats.core.testing.OptionRecords;
import io.ats.core.testing.SelectorConformance;
import io.ats.saccade.variational.SaccadeOptions;
import io.ats.saccade.variational.VrnnOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code saccade} with a learned layer after its latent variable, and without normalisation. */
class LearnedTransformConformanceTest extends SelectorConformance {

  @Override
  protected List<Module> modules() {
    return List.of(
        new ComponentModule() {
          @Override
          protected void configure() {
            bindSelector("saccade", SaccadeOptions.DEFAULTS);
          }
        });
  }

  @Override
  protected Set<String> random() {
    return Set.of("saccade");
  }

  @Override
  protected Reading reading(String selector) {
    return Reading.BETWEEN_PIXELS;
  }

  @Override
  protected Record options(String selector, Record small) {
    return OptionRecords.withAny(
        small,
        Map.of(
            "latentIsTransform",
            false,
            "localisationWeights",
            0.05,
            "network",
            new VrnnOptions(8, 16, 16, 5, false)));
  }
}
