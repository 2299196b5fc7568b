package io.ats.saccade.glimpse;

import io.ats.core.options.Option;
import io.ats.core.options.Require;
import io.ats.core.plugin.SquarePatches;

/**
 * Options of {@code ram}; reward and weight belong to the objective.
 *
 * @param patches {@code T}
 * @param patchSize side of every crop of a glimpse
 * @param repeats {@code R}
 * @param start where it looks first
 * @param core the kind of the recurrent core
 * @param state {@code H}
 * @param glimpse what is read at a location
 * @param policy how locations are chosen
 */
public record RamOptions(
    @Option(value = "glimpses an image, T", min = 1, max = 1000) int patches,
    @Option(
            value = "side of a glimpse's crops, pixels; the finest is at full resolution",
            min = 1,
            max = 100_000)
        int patchSize,
    @Option(value = "independent paths of every training image, R", min = 1, max = 1000)
        int repeats,
    @Option("uniform: first anywhere in the image, at inference too; centre: at its centre")
        Start start,
    @Option("relu: relu(W g + U h + b), as in the paper for still images; lstm: gated") Core core,
    @Option(value = "width of the recurrent state, which is classified", min = 1, max = 65_536)
        int state,
    @Option("what is read at a location") GlimpseOptions glimpse,
    @Option("how locations are chosen") PolicyOptions policy)
    implements SquarePatches {

  /** The paper's for cluttered 60² images: six glimpses of three scales of 12². */
  public static final RamOptions DEFAULTS =
      new RamOptions(
          6, 12, 1, Start.UNIFORM, Core.RELU, 256, GlimpseOptions.DEFAULTS, PolicyOptions.DEFAULTS);

  /** Checks what tests and plug-ins may give. */
  public RamOptions {
    Require.atLeast("patches", patches, 1);
    Require.atLeast("patchSize", patchSize, 1);
    Require.atLeast("repeats", repeats, 1);
    Require.atLeast("state", state, 1);
  }
}
