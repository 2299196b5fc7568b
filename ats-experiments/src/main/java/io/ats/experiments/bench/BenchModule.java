package io.ats.experiments.bench;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.ats.experiments.cli.Subcommand;

/** Adds the command {@code bench}. */
public final class BenchModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(BenchCommand.class);
    Multibinder.newSetBinder(binder(), Subcommand.class).addBinding().to(BenchCommand.class);
  }
}
