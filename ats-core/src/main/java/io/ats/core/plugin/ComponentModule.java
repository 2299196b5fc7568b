package io.ats.core.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.multibindings.MapBinder;
import java.net.URL;

/**
 * Base class of Guice modules that plug in selectors, scorers, encoders, aggregators, datasets and
 * suites; the built-in modules extend it too. Name the subclass in {@code
 * META-INF/services/com.google.inject.Module} of its jar. For example:
 *
 * <pre>{@code
 * public final class MyModule extends ComponentModule {
 *   protected void configure() {
 *     bindSelector("my-selector", MySelectorOptions.DEFAULTS);
 *     bindSuite("my-suite", "my-suite.yaml");
 *   }
 * }
 * }</pre>
 *
 * <p>A component is bound as its options record with the default values, which are stated nowhere
 * else; the record carries {@link About}. Binding a name twice is an error when the injector is
 * created.
 */
public abstract class ComponentModule extends AbstractModule {

  /** Creates the module. */
  protected ComponentModule() {}

  /** Binds a selector by its default options. */
  protected final <S extends Record & SelectorSpec> void bindSelector(String name, S defaults) {
    bind(SelectorSpec.class, name, defaults);
  }

  /** Binds an encoder by its default options. */
  protected final <S extends Record & EncoderSpec> void bindEncoder(String name, S defaults) {
    bind(EncoderSpec.class, name, defaults);
  }

  /** Binds an aggregator by its default options. */
  protected final <S extends Record & AggregatorSpec> void bindAggregator(String name, S defaults) {
    bind(AggregatorSpec.class, name, defaults);
  }

  /** Binds a dataset by its default options. */
  protected final <S extends Record & DatasetSpec> void bindDataset(String name, S defaults) {
    bind(DatasetSpec.class, name, defaults);
  }

  /** Binds a scorer by its default options. */
  protected final <S extends Record & ScorerSpec> void bindScorer(String name, S defaults) {
    bind(ScorerSpec.class, name, defaults);
  }

  /**
   * Binds a suite to the name by which {@code run}, {@code list} and {@code describe} find it.
   *
   * @param resource its YAML file, relative to the module's class
   */
  protected final void bindSuite(String name, String resource) {
    URL url = getClass().getResource(resource);
    if (url == null) {
      outside()
          .addError("suite %s: no resource %s beside %s", name, resource, getClass().getName());
      return;
    }
    MapBinder.newMapBinder(outside(), String.class, SuiteResource.class)
        .addBinding(name)
        .toInstance(new SuiteResource(resource, url));
  }

  private <S> void bind(Class<S> kind, String name, S defaults) {
    if (!defaults.getClass().isAnnotationPresent(About.class)) {
      outside().addError("%s: %s lacks @About", name, defaults.getClass().getSimpleName());
    }
    MapBinder.newMapBinder(outside(), String.class, kind).addBinding(name).toInstance(defaults);
  }

  /** Returns the binder whose errors name the subclass's line. */
  private Binder outside() {
    return binder().skipSources(ComponentModule.class);
  }
}
