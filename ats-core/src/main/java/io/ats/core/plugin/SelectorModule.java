package io.ats.core.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.net.URL;

/**
 * The Guice module to extend to plug in selectors, anything else that has a factory, and suites.
 * Name the subclass in {@code META-INF/services/com.google.inject.Module} of its jar. The built-in
 * modules use the same door.
 */
public abstract class SelectorModule extends AbstractModule {

  /** Creates the module. */
  protected SelectorModule() {}

  /** Binds a selector; a name bound twice is an error when the injector is made. */
  protected final void bindSelector(String name, Class<? extends SelectorFactory<?>> factory) {
    bind(factory);
    selectors().addBinding(name).to(factory);
  }

  /** Binds an encoder. */
  protected final void bindEncoder(String name, Class<? extends EncoderFactory<?>> factory) {
    bind(factory);
    encoders().addBinding(name).to(factory);
  }

  /** Binds an aggregator. */
  protected final void bindAggregator(String name, Class<? extends AggregatorFactory<?>> factory) {
    bind(factory);
    aggregators().addBinding(name).to(factory);
  }

  /** Binds a dataset. */
  protected final void bindDataset(String name, Class<? extends DatasetFactory<?>> factory) {
    bind(factory);
    datasets().addBinding(name).to(factory);
  }

  /**
   * Binds a suite; {@code run}, {@code list} and {@code describe} then know it by its name.
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
    suites().addBinding(name).toInstance(new SuiteResource(resource, url));
  }

  /** Errors then name the line of the subclass that bound, not a line of this class. */
  private Binder outside() {
    return binder().skipSources(SelectorModule.class);
  }

  private MapBinder<String, SelectorFactory<?>> selectors() {
    return MapBinder.newMapBinder(
        outside(), new TypeLiteral<String>() {}, new TypeLiteral<SelectorFactory<?>>() {});
  }

  private MapBinder<String, EncoderFactory<?>> encoders() {
    return MapBinder.newMapBinder(
        outside(), new TypeLiteral<String>() {}, new TypeLiteral<EncoderFactory<?>>() {});
  }

  private MapBinder<String, AggregatorFactory<?>> aggregators() {
    return MapBinder.newMapBinder(
        outside(), new TypeLiteral<String>() {}, new TypeLiteral<AggregatorFactory<?>>() {});
  }

  private MapBinder<String, DatasetFactory<?>> datasets() {
    return MapBinder.newMapBinder(
        outside(), new TypeLiteral<String>() {}, new TypeLiteral<DatasetFactory<?>>() {});
  }

  private MapBinder<String, SuiteResource> suites() {
    return MapBinder.newMapBinder(outside(), String.class, SuiteResource.class);
  }
}
