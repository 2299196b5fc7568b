package io.ats.saccade.builtin;

import io.ats.core.plugin.SelectorModule;
import io.ats.saccade.glimpse.DramFactory;
import io.ats.saccade.glimpse.RamFactory;
import io.ats.saccade.transformer.LearnedCropFactory;
import io.ats.saccade.variational.SaccadeFactory;

/** Plugs in the selectors that look glimpse by glimpse. */
public final class SaccadeModule extends SelectorModule {

  @Override
  protected void configure() {
    bindSelector("spatial-transformer", LearnedCropFactory.class);
    bindSelector("saccade", SaccadeFactory.class);
    bindSelector("ram", RamFactory.class);
    bindSelector("dram", DramFactory.class);
  }
}
