package io.ats.topk.builtin;

import io.ats.core.plugin.SelectorModule;
import io.ats.topk.dftopk.DfTopKFactory;
import io.ats.topk.gumbel.GumbelTopKFactory;
import io.ats.topk.hard.HardTopKFactory;
import io.ats.topk.ips.IterativeSelectionFactory;
import io.ats.topk.lapsum.LapSumTopKFactory;
import io.ats.topk.perturbed.PerturbedTopKFactory;
import io.ats.topk.sinkhorn.SinkhornTopKFactory;

/** Plugs in the top-K selectors. */
public final class TopKModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("hard-topk", HardTopKFactory.class);
    bindSelector("sinkhorn-topk", SinkhornTopKFactory.class);
    bindSelector("gumbel-topk", GumbelTopKFactory.class);
    bindSelector("lapsum-topk", LapSumTopKFactory.class);
    bindSelector("dftopk", DfTopKFactory.class);
    bindSelector("ips", IterativeSelectionFactory.class);
    bindSelector("perturbed-topk", PerturbedTopKFactory.class);
  }
}
