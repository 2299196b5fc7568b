package io.ats.saccade.builtin;

import io.ats.core.plugin.ComponentModule;
import io.ats.saccade.glimpse.DramOptions;
import io.ats.saccade.glimpse.RamOptions;
import io.ats.saccade.transformer.LearnedCropOptions;
import io.ats.saccade.variational.SaccadeOptions;

/** Binds the selectors of learned crops and of sequences of glimpses. */
public final class SaccadeModule extends ComponentModule {

  @Override
  protected void configure() {
    bindSelector("spatial-transformer", LearnedCropOptions.DEFAULTS);
    bindSelector("saccade", SaccadeOptions.DEFAULTS);
    bindSelector("ram", RamOptions.DEFAULTS);
    bindSelector("dram", DramOptions.DEFAULTS);
  }
}
