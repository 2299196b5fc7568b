package io.ats.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.builtin.CoreModule;
import io.ats.core.selectors.UniformOptions;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegistryTest {

  /** A selector from outside. */
  @About(summary = "Another.", paper = "ours")
  record Other(int patchSize) implements SelectorSpec {

    @Override
    public PatchSelector create(ImageSpec image) {
      return UniformOptions.DEFAULTS.create(image);
    }

    @Override
    public int patches(ImageSpec image) {
      return 1;
    }

    @Override
    public int[] patchSize(ImageSpec image) {
      return new int[] {patchSize, patchSize};
    }
  }

  /** One that does not say what it is. */
  record Unsaid() implements EncoderSpec {

    @Override
    public Block create() {
      return Blocks.identityBlock();
    }

    @Override
    public int leastPatch() {
      return 1;
    }
  }

  private static Module plugin(String name) {
    return new ComponentModule() {
      @Override
      protected void configure() {
        bindSelector(name, new Other(8));
      }
    };
  }

  private static Registry<SelectorSpec> selectors(Module... modules) {
    return new Registry<>(
        "selector",
        Guice.createInjector(modules)
            .getInstance(Key.get(new TypeLiteral<Map<String, SelectorSpec>>() {})));
  }

  @Test
  void aPluggedInSelectorStandsBesideTheBuiltInOnes() {
    Registry<SelectorSpec> registry = selectors(new CoreModule(), plugin("other"));
    assertThat(registry.names()).contains("ats", "other", "uniform").isSorted();
    assertThat(registry.has("other")).isTrue();
    assertThat(registry.get("other")).isEqualTo(new Other(8));
    assertThat(registry.get("uniform")).isEqualTo(UniformOptions.DEFAULTS);
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesTheNearest() {
    Registry<SelectorSpec> registry = selectors(new CoreModule());
    assertThat(registry.has("unifrom")).isFalse();
    assertThatThrownBy(() -> registry.get("unifrom"))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown selector 'unifrom'; did you mean 'uniform'? Known: all-patches, ats,"
                + " ats-systematic, ats-with-replacement, autoregressive, grid-crops, nts-net, proxy-only,"
                + " reinforce, two-pass, uniform, whole-image");
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
  void aComponentThatDoesNotSayWhatItIsIsAnError() {
    Module silent =
        new ComponentModule() {
          @Override
          protected void configure() {
            bindEncoder("silent", new Unsaid());
          }
        };
    assertThatThrownBy(() -> Guice.createInjector(silent))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("silent: Unsaid lacks @About");
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
  void encodersAndAggregatorsArePluggedInTheSameWay() {
    com.google.inject.Injector injector = Guice.createInjector(new CoreModule());
    assertThat(injector.getInstance(Key.get(new TypeLiteral<Map<String, EncoderSpec>>() {})))
        .containsOnlyKeys(
            "lenet",
            "ats-resnet",
            "convnet",
            "fully-convolutional",
            "deep-mil",
            "lymphoma-net",
            "resnet18",
            "resnet34",
            "resnet50");
    assertThat(injector.getInstance(Key.get(new TypeLiteral<Map<String, AggregatorSpec>>() {})))
        .containsOnlyKeys(
            "mean",
            "max",
            "gated-attention",
            "concat",
            "transformer",
            "cross-attention",
            "summed-logits",
            "normalised-logits",
            "decision-fusion",
            "whole-and-parts");
  }

  private static Module suite(String name, String resource) {
    return new ComponentModule() {
      @Override
      protected void configure() {
        bindSuite(name, resource);
      }
    };
  }

  @Test
  void suitesArePluggedInTheSameWay() {
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

  @Test
  void anUnknownNameIsShownCutAndWithoutControlCharacters() {
    Registry<String> registry = new Registry<>("selector", Map.of("uniform", "a"));
    String name = "\u001B[31m" + "x".repeat(100_000);
    assertThatThrownBy(() -> registry.get(name))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage(
            "unknown selector '\\u001B[31m"
                + "x".repeat(195)
                + "... (100005 characters)'; did you mean 'uniform'? Known: uniform");
  }
}
