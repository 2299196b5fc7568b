package io.ats.datasets;

import io.ats.core.plugin.ComponentModule;
import io.ats.datasets.adobe.MitAdobe5kOptions;
import io.ats.datasets.billiards.BilliardsOptions;
import io.ats.datasets.cluttered.ClutteredMnistOptions;
import io.ats.datasets.colon.ColonCancerOptions;
import io.ats.datasets.cub.Cub200Options;
import io.ats.datasets.folder.ImageFolderOptions;
import io.ats.datasets.lymphoma.LymphomaOptions;
import io.ats.datasets.marines.MarinesOptions;
import io.ats.datasets.megapixel.MegapixelMnistOptions;
import io.ats.datasets.signs.TrafficSignsOptions;

/** Binds the built-in datasets to their names. */
public final class DatasetsModule extends ComponentModule {

  @Override
  protected void configure() {
    bindDataset("billiards", BilliardsOptions.DEFAULTS);
    bindDataset("cluttered-mnist", ClutteredMnistOptions.DEFAULTS);
    bindDataset("colon-cancer", ColonCancerOptions.DEFAULTS);
    bindDataset("cub-200", Cub200Options.DEFAULTS);
    bindDataset("image-folder", ImageFolderOptions.DEFAULTS);
    bindDataset("lymphoma", LymphomaOptions.DEFAULTS);
    bindDataset("marines", MarinesOptions.DEFAULTS);
    bindDataset("megapixel-mnist", MegapixelMnistOptions.DEFAULTS);
    bindDataset("mit-adobe-5k", MitAdobe5kOptions.DEFAULTS);
    bindDataset("traffic-signs", TrafficSignsOptions.DEFAULTS);
  }
}
