package io.ats.datasets;

import io.ats.core.plugin.ComponentModule;
import io.ats.datasets.billiards.BilliardsOptions;
import io.ats.datasets.cluttered.ClutteredMnistOptions;
import io.ats.datasets.marines.MarinesOptions;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.datasets.signs.TrafficSignsOptions;

/** Binds the built-in datasets to their names. */
public final class DatasetsModule extends ComponentModule {

  @Override
  protected void configure() {
    bindDataset("billiards", BilliardsOptions.DEFAULTS);
    bindDataset("cluttered-mnist", ClutteredMnistOptions.DEFAULTS);
    bindDataset("marines", MarinesOptions.DEFAULTS);
    bindDataset("megapixel-mnist", MegapixelMnistOptions.DEFAULTS);
    bindDataset("traffic-signs", TrafficSignsOptions.DEFAULTS);
  }
}
