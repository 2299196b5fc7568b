package io.ats.datasets;

import io.ats.core.plugin.SelectorModule;
import io.ats.datasets.billiards.BilliardsFactory;
import io.ats.datasets.cluttered.ClutteredMnistFactory;
import io.ats.datasets.marines.MarinesFactory;
import io.ats.datasets.megapixel.MegapixelMnistFactory;
import io.ats.datasets.signs.TrafficSignsFactory;

/** Binds the built-in datasets to their names. */
public final class DatasetsModule extends SelectorModule {

  @Override
  protected void configure() {
    bindDataset("billiards", BilliardsFactory.class);
    bindDataset("cluttered-mnist", ClutteredMnistFactory.class);
    bindDataset("marines", MarinesFactory.class);
    bindDataset("megapixel-mnist", MegapixelMnistFactory.class);
    bindDataset("traffic-signs", TrafficSignsFactory.class);
  }
}
