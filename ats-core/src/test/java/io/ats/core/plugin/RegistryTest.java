package io.ats.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.builtin.CoreModule;
import io.ats.core.selectors.Uniform;
import io.ats.core.selectors.UniformFactory;
import io.ats.core.selectors.UniformOptions;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegistryTest {

  /** A selector from outside. */
  static final class OtherFactory implements SelectorFactory<UniformOptions> {
    @Override
    public UniformOptions defaults() {
      return UniformOptions.DEFAULTS;
    }

    @Override
    public String summary() {
      return "Another.";
    }

    @Override
    public String paper() {
      return "ours";
    }

    @Override
    public PatchSelector create(UniformOptions options, ImageSpec image) {
      return new Uniform(options, image);
    }

    @Override
    public int[] patchSize(UniformOptions options, ImageSpec image) {
      return new int[] {options.patchSize(), options.patchSize()};
    }

    @Override
    public int patches(UniformOptions options, ImageSpec image) {
      return options.patches();
    }
  }

  private static Module plugin(String name) {
    return new SelectorModule() {
      @Override
      protected void configure() {
        bindSelector(name, OtherFactory.class);
      }
    };
  }

  private static Registry<SelectorFactory<?>> selectors(Module... modules) {
    return new Registry<>(
        "selector",
        Guice.createInjector(modules)
            .getInstance(Key.get(new TypeLiteral<Map<String, SelectorFactory<?>>>() {})));
  }

  @Test
  void aPluggedInSelectorStandsBesideTheBuiltInOnes() {
    Registry<SelectorFactory<?>> registry = selectors(new CoreModule(), plugin("other"));
    assertThat(registry.names()).contains("ats", "other", "uniform").isSorted();
    assertThat(registry.has("other")).isTrue();
    assertThat(registry.get("other")).isInstanceOf(OtherFactory.class);
    assertThat(registry.get("uniform")).isInstanceOf(UniformFactory.class);
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesTheNearest() {
    Registry<SelectorFactory<?>> registry = selectors(new CoreModule());
    assertThat(registry.has("unifrom")).isFalse();
    assertThatThrownBy(() -> registry.get("unifrom"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown selector 'unifrom'; did you mean 'uniform'? Known: all-patches, ats,"
                + " ats-with-replacement, grid-crops, proxy-only, reinforce, uniform, whole-image");
  }

  @Test
  void aNameBoundTwiceIsAnErrorThatNamesItAndWhoBoundIt() {
    assertThatThrownBy(() -> selectors(new CoreModule(), plugin("uniform")))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("Duplicate key \"uniform\"")
        .hasMessageContaining("CoreModule.configure(CoreModule.java:")
        .hasMessageContaining("configure(RegistryTest.java:");
  }

  @Test
  void theNearestNameHasTheLeastEditDistance() {
    List<String> names = List.of("max", "mean", "gated-attention");
    assertThat(Registry.nearest("men", names)).isEqualTo("mean");
    assertThat(Registry.nearest("attention", names)).isEqualTo("gated-attention");
    assertThat(Registry.nearest("x", names)).isEqualTo("max");
    assertThat(Registry.nearest("anything", List.of())).isEmpty();
  }

  @Test
  void encodersAndAggregatorsEnterByTheSameDoor() {
    com.google.inject.Injector injector = Guice.createInjector(new CoreModule());
    assertThat(injector.getInstance(Key.get(new TypeLiteral<Map<String, EncoderFactory<?>>>() {})))
        .containsOnlyKeys("lenet", "ats-resnet", "convnet", "resnet18");
    assertThat(
            injector.getInstance(Key.get(new TypeLiteral<Map<String, AggregatorFactory<?>>>() {})))
        .containsOnlyKeys(
            "mean", "max", "gated-attention", "concat", "transformer", "cross-attention");
  }

  private static Module suite(String name, String resource) {
    return new SelectorModule() {
      @Override
      protected void configure() {
        bindSuite(name, resource);
      }
    };
  }

  @Test
  void suitesEnterByTheSameDoor() {
    String beside = "RegistryTest.class"; // whatever stands beside the module
    Map<String, SuiteResource> suites =
        Guice.createInjector(suite("mine", beside))
            .getInstance(Key.get(new TypeLiteral<Map<String, SuiteResource>>() {}));
    assertThat(suites).containsOnlyKeys("mine");
    assertThat(suites.get("mine").file()).isEqualTo(beside);
    assertThat(suites.get("mine").text()).contains("RegistryTest");
    assertThatThrownBy(() -> Guice.createInjector(suite("mine", "no.yaml")))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("suite mine: no resource no.yaml beside RegistryTest")
        .hasMessageContaining("configure(RegistryTest.java:");
    assertThatThrownBy(
            () -> Guice.createInjector(suite("mine", beside), suite("mine", "Registry.class")))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("Duplicate key \"mine\"");
  }

  @Test
  void theModuleIsFoundAsAService() {
    assertThat(
            ServiceLoader.load(Module.class).stream()
                .map(ServiceLoader.Provider::type)
                .collect(Collectors.<Class<?>>toList()))
        .contains(CoreModule.class)
        .allMatch(AbstractModule.class::isAssignableFrom);
  }
}
