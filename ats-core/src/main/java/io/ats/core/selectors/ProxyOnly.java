package io.ats.core.selectors;

import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Views;
import io.ats.core.plugin.SelectorBlock;

/** Selects one patch: the low-resolution view as the dataset supplies it. */
public final class ProxyOnly extends SelectorBlock {

  /** Creates a selector; it has no parameters. */
  public ProxyOnly() {}

  @Override
  public Selection select(Views views, Pass pass) {
    return WholeImage.onePatch(views.low());
  }
}
