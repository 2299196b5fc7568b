package io.ats.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.ats.core.plugin.DatasetSpec;
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
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DatasetsModuleTest {

  @Test
  void theServiceFileNamesTheModule() {
    assertThat(ServiceLoader.load(Module.class).stream().map(ServiceLoader.Provider::type))
        .contains(DatasetsModule.class);
  }

  @Test
  void datasetsAreBoundByName() {
    Map<String, DatasetSpec> datasets =
        Guice.createInjector(new DatasetsModule())
            .getInstance(Key.get(new TypeLiteral<Map<String, DatasetSpec>>() {}));
    assertThat(datasets)
        .containsOnly(
            entry("billiards", BilliardsOptions.DEFAULTS),
            entry("cluttered-mnist", ClutteredMnistOptions.DEFAULTS),
            entry("colon-cancer", ColonCancerOptions.DEFAULTS),
            entry("cub-200", Cub200Options.DEFAULTS),
            entry("image-folder", ImageFolderOptions.DEFAULTS),
            entry("lymphoma", LymphomaOptions.DEFAULTS),
            entry("marines", MarinesOptions.DEFAULTS),
            entry("megapixel-mnist", MegapixelMnistOptions.DEFAULTS),
            entry("mit-adobe-5k", MitAdobe5kOptions.DEFAULTS),
            entry("traffic-signs", TrafficSignsOptions.DEFAULTS));
  }
}
