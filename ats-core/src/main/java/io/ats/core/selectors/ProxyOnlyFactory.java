package io.ats.core.selectors;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.plugin.SelectorFactory;

/** Makes {@code proxy-only}. */
public final class ProxyOnlyFactory implements SelectorFactory<ProxyOnlyOptions> {

  @Override
  public ProxyOnlyOptions defaults() {
    return ProxyOnlyOptions.DEFAULTS;
  }

  @Override
  public String summary() {
    return "The low-resolution view as the only patch: the floor for whatever looks closer.";
  }

  @Override
  public String paper() {
    return "ours";
  }

  @Override
  public PatchSelector create(ProxyOnlyOptions options, ImageSpec image) {
    return new ProxyOnly();
  }

  @Override
  public int[] patchSize(ProxyOnlyOptions options, ImageSpec image) {
    return new int[] {image.viewHeight(), image.viewWidth()};
  }

  @Override
  public int patches(ProxyOnlyOptions options, ImageSpec image) {
    return 1;
  }
}
