package io.ats.experiments.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.Components;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.ScorerSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.plugin.SuiteResource;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.report.Published;
import io.ats.experiments.report.page.ReportWriter;
import io.ats.experiments.run.Failures;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.trial.TrialRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Binds the program itself; the components come from other modules. */
final class AtsModule extends AbstractModule {

  private final List<Path> plugins;

  AtsModule(List<Path> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    // Empty unless a module adds entries.
    MapBinder.newMapBinder(binder(), String.class, SelectorSpec.class);
    MapBinder.newMapBinder(binder(), String.class, EncoderSpec.class);
    MapBinder.newMapBinder(binder(), String.class, AggregatorSpec.class);
    MapBinder.newMapBinder(binder(), String.class, DatasetSpec.class);
    Multibinder.newSetBinder(binder(), Subcommand.class);
    MapBinder<String, SuiteResource> suites =
        MapBinder.newMapBinder(binder(), String.class, SuiteResource.class);
    Suites.builtIn().forEach((name, suite) -> suites.addBinding(name).toInstance(suite));
    bind(Key.get(new TypeLiteral<List<Path>>() {})).toInstance(plugins);
    bind(Components.class);
    bind(Resolver.class);
    bind(SuiteExpansion.class);
    bind(TrialRunner.class);
    bind(Failures.class);
    bind(Catalogue.class);
    bind(AtsCommand.class);
    bind(ReportWriter.class).in(Singleton.class);
    bind(TrialOptions.class);
    bind(RunCommand.class);
    bind(TuneCommand.class);
    bind(WatchCommand.class);
    bind(ReportCommand.class);
    bind(ReplayCommand.class);
    bind(PredictCommand.class);
    bind(DataCommand.class);
    bind(DataCommand.Check.class);
    bind(DataCommand.Pyramid.class);
    bind(DataCommand.Example.class);
    bind(ExportCommand.class);
    bind(ListCommand.class);
    bind(ListCommand.Kinds.class);
    bind(DescribeCommand.class);
    bind(TrialCommand.class);
    bind(TaskCommand.class);
    bind(EngineCommand.class);
    bind(ProbeCommand.class);
    bind(DoctorCommand.class);
    bind(BundleCommand.class);
  }

  @Provides
  @Singleton
  Suites suites(Map<String, SuiteResource> all) {
    return new Suites(all);
  }

  @Provides
  @Singleton
  Published published(Suites suites, SuiteExpansion expansion) {
    return new PublishedSuites(suites, expansion);
  }

  @Provides
  @Singleton
  Registry<SelectorSpec> selectors(Map<String, SelectorSpec> all) {
    return new Registry<>("selector", all);
  }

  @Provides
  @Singleton
  Registry<ScorerSpec> scorers(Map<String, ScorerSpec> all) {
    return new Registry<>("scorer", all);
  }

  @Provides
  @Singleton
  Registry<EncoderSpec> encoders(Map<String, EncoderSpec> all) {
    return new Registry<>("encoder", all);
  }

  @Provides
  @Singleton
  Registry<AggregatorSpec> aggregators(Map<String, AggregatorSpec> all) {
    return new Registry<>("aggregator", all);
  }

  @Provides
  @Singleton
  Registry<DatasetSpec> datasets(Map<String, DatasetSpec> all) {
    return new Registry<>("dataset", all);
  }
}
