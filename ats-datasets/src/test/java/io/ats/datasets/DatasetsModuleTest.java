package io.ats.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.ats.core.plugin.DatasetFactory;
import io.ats.datasets.billiards.BilliardsFactory;
import io.ats.datasets.cluttered.ClutteredMnistFactory;
import io.ats.datasets.marines.MarinesFactory;
import io.ats.datasets.megapixel.MegapixelMnistFactory;
import io.ats.datasets.signs.TrafficSignsFactory;
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
    Map<String, DatasetFactory<?>> datasets =
        Guice.createInjector(new DatasetsModule())
            .getInstance(Key.get(new TypeLiteral<Map<String, DatasetFactory<?>>>() {}));
    assertThat(datasets)
        .containsOnlyKeys(
            "billiards", "cluttered-mnist", "marines", "megapixel-mnist", "traffic-signs");
    assertThat(datasets.get("billiards")).isInstanceOf(BilliardsFactory.class);
    assertThat(datasets.get("cluttered-mnist")).isInstanceOf(ClutteredMnistFactory.class);
    assertThat(datasets.get("marines")).isInstanceOf(MarinesFactory.class);
    assertThat(datasets.get("megapixel-mnist")).isInstanceOf(MegapixelMnistFactory.class);
    assertThat(datasets.get("traffic-signs")).isInstanceOf(TrafficSignsFactory.class);
  }
}
