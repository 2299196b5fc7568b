package io.ats.topk.builtin;

import io.ats.core.plugin.ComponentModule;
import io.ats.topk.dftopk.DfTopKOptions;
import io.ats.topk.gumbel.GumbelTopKOptions;
import io.ats.topk.hard.HardTopKOptions;
import io.ats.topk.ips.IterativeSelectionOptions;
import io.ats.topk.lapsum.LapSumTopKOptions;
import io.ats.topk.nts.NtsTopKOptions;
import io.ats.topk.perturbed.PerturbedTopKOptions;
import io.ats.topk.sinkhorn.SinkhornTopKOptions;

/** Binds the top-K selectors. */
public final class TopKModule extends ComponentModule {

  @Override
  protected void configure() {
    bindSelector("hard-topk", HardTopKOptions.DEFAULTS);
    bindSelector("sinkhorn-topk", SinkhornTopKOptions.DEFAULTS);
    bindSelector("gumbel-topk", GumbelTopKOptions.DEFAULTS);
    bindSelector("lapsum-topk", LapSumTopKOptions.DEFAULTS);
    bindSelector("dftopk", DfTopKOptions.DEFAULTS);
    bindSelector("ips", IterativeSelectionOptions.DEFAULTS);
    bindSelector("perturbed-topk", PerturbedTopKOptions.DEFAULTS);
    bindSelector("nts-topk", NtsTopKOptions.DEFAULTS);
  }
}
