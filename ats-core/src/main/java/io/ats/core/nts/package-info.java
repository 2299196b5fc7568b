/**
 * NTS-Net (Yang et al., ECCV 2018): {@link io.ats.core.nts.NtsNet} selects, {@link
 * io.ats.core.nts.Navigator} scores proposals of three scales on the encoder's map of the whole
 * image, {@link io.ats.core.nts.GreedySuppression} takes the best that do not overlap. Its ranking
 * loss is {@link io.ats.core.objective.RankingLoss}, its heads those of the aggregator {@code
 * whole-and-parts}.
 */
package io.ats.core.nts;
