package io.ats.topk.base;

import io.ats.core.ImageSpec;
import io.ats.core.plugin.SelectorFactory;

/** What the factories of the relaxed top-K selectors share. */
public abstract class TopKFactory<O extends Record & TopKOptions> implements SelectorFactory<O> {

  /** Creates a factory. */
  protected TopKFactory() {}

  @Override
  public final int[] patchSize(O options, ImageSpec image) {
    return new int[] {options.patchSize(), options.patchSize()};
  }

  @Override
  public final int patches(O options, ImageSpec image) {
    return options.patches();
  }
}
