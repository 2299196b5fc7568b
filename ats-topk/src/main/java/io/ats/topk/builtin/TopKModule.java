package io.ats.topk.builtin;

import io.ats.core.plugin.SelectorModule;
import io.ats.topk.hard.HardTopKFactory;
import io.ats.topk.perturbed.PerturbedTopKFactory;

/** Plugs in the top-K selectors. */
public final class TopKModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("hard-topk", HardTopKFactory.class);
    bindSelector("perturbed-topk", PerturbedTopKFactory.class);
  }
}
