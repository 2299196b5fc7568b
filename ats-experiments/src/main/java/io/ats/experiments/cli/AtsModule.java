package io.ats.experiments.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import io.ats.core.plugin.AggregatorFactory;
import io.ats.core.plugin.DatasetFactory;
import io.ats.core.plugin.EncoderFactory;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.SelectorFactory;
import io.ats.core.plugin.SuiteResource;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.SuiteExpansion;
import io.ats.experiments.config.Suites;
import io.ats.experiments.run.Failures;
import io.ats.experiments.trial.TrialRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Binds the program itself; the components come from the plugged-in modules. */
final class AtsModule extends AbstractModule {

  private final List<Path> plugins;

  AtsModule(List<Path> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    // Empty unless a module fills them.
    MapBinder.newMapBinder(
        binder(), new TypeLiteral<String>() {}, new TypeLiteral<SelectorFactory<?>>() {});
    MapBinder.newMapBinder(
        binder(), new TypeLiteral<String>() {}, new TypeLiteral<EncoderFactory<?>>() {});
    MapBinder.newMapBinder(
        binder(), new TypeLiteral<String>() {}, new TypeLiteral<AggregatorFactory<?>>() {});
    MapBinder.newMapBinder(
        binder(), new TypeLiteral<String>() {}, new TypeLiteral<DatasetFactory<?>>() {});
    MapBinder<String, SuiteResource> suites =
        MapBinder.newMapBinder(binder(), String.class, SuiteResource.class);
    Suites.builtIn().forEach((name, suite) -> suites.addBinding(name).toInstance(suite));
    bind(Key.get(new TypeLiteral<List<Path>>() {})).toInstance(plugins);
    bind(Resolver.class);
    bind(SuiteExpansion.class);
    bind(TrialRunner.class);
    bind(Failures.class);
    bind(Catalogue.class);
    bind(AtsCommand.class);
    bind(RunCommand.class);
    bind(ReportCommand.class);
    bind(ReplayCommand.class);
    bind(ListCommand.class);
    bind(DescribeCommand.class);
    bind(BenchCommand.class);
    bind(TrialCommand.class);
    bind(TaskCommand.class);
  }

  @Provides
  @Singleton
  Suites suites(Map<String, SuiteResource> all) {
    return new Suites(all);
  }

  @Provides
  @Singleton
  Registry<SelectorFactory<?>> selectors(Map<String, SelectorFactory<?>> all) {
    return new Registry<>("selector", all);
  }

  @Provides
  @Singleton
  Registry<EncoderFactory<?>> encoders(Map<String, EncoderFactory<?>> all) {
    return new Registry<>("encoder", all);
  }

  @Provides
  @Singleton
  Registry<AggregatorFactory<?>> aggregators(Map<String, AggregatorFactory<?>> all) {
    return new Registry<>("aggregator", all);
  }

  @Provides
  @Singleton
  Registry<DatasetFactory<?>> datasets(Map<String, DatasetFactory<?>> all) {
    return new Registry<>("dataset", all);
  }
}
