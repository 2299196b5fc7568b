package io.ats.topk.builtin;

import io.ats.core.plugin.SelectorModule;
import io.ats.topk.hard.HardTopKFactory;

/** Plugs in the top-K selectors. */
public final class TopKModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("hard-topk", HardTopKFactory.class);
  }
}
