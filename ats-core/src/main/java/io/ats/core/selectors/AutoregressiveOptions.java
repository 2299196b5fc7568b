package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.options.Embedded;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.About;
import io.ats.core.score.ScoredOptions;
import io.ats.core.score.ScoredSpec;
import java.util.List;

/** Options of {@code autoregressive}; reward and baseline are options of the objective. */
@About(
    summary =
        "Patches drawn one after the other, each knowing where those before lie; trained by the"
            + " score function. Meant for aggregator transformer.",
    paper =
        "Lymphoma attention sampling (slides), future improvements: the factorisation; its network:"
            + " ours")
public record AutoregressiveOptions(
    @Embedded ScoredOptions scored,
    @Option(value = "independent repeats of the draws per training image, R", min = 1, max = 1000)
        int repeats,
    @Option(
            value =
                "channels of the convolutions over scores and drawn cells before the last one,"
                    + " which has one",
            min = 1,
            max = 1024)
        List<Integer> conditionChannels,
    @Option(value = "odd side of each of these convolutions, cells", min = 1, max = 63)
        int conditionKernel)
    implements ScoredSpec {

  /** Scorer, patches and repeats as of {@code reinforce}. */
  public static final AutoregressiveOptions DEFAULTS =
      new AutoregressiveOptions(
          ReinforceOptions.DEFAULTS.scored(),
          ReinforceOptions.DEFAULTS.repeats(),
          List.of(8, 8),
          5);

  /** Checks the ranges, and that the kernel's side is odd. */
  public AutoregressiveOptions {
    Options.check(AutoregressiveOptions.class, scored, repeats, conditionChannels, conditionKernel);
    conditionChannels = List.copyOf(conditionChannels);
    if (conditionKernel % 2 == 0) {
      throw new OptionException(
          "condition-kernel must be odd, got %d; take %d"
              .formatted(conditionKernel, conditionKernel + 1));
    }
  }

  @Override
  public PatchSelector create(ImageSpec image) {
    return new Autoregressive(this, image);
  }
}
