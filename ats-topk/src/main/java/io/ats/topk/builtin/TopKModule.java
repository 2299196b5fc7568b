package io.ats.topk.builtin;

import io.ats.core.plugin.SelectorModule;
import io.ats.topk.hard.HardTopKFactory;
import io.ats.topk.ips.IterativeSelectionFactory;

/** Plugs in the top-K selectors. */
public final class TopKModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("hard-topk", HardTopKFactory.class);
    bindSelector("ips", IterativeSelectionFactory.class);
  }
}
