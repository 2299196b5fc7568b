package io.ats.experiments.cli;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.ats.experiments.results.Code;
import io.ats.experiments.yaml.ConfigException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import picocli.CommandLine;

/** The program: finds the modules, creates the injector and runs a command. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with its status: 0, 1 (a trial failed) or 2 (usage). */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command and returns its status. */
  public static int run(String... arguments) {
    try {
      List<Path> plugins = Plugins.named(arguments);
      Code.load(plugins);
      Injector injector = injector(plugins);
      CommandLine line =
          new CommandLine(AtsCommand.class, new GuiceFactory(injector))
              .setCaseInsensitiveEnumValuesAllowed(true)
              .setExecutionExceptionHandler(new Errors());
      injector
          .getInstance(Key.get(new TypeLiteral<Set<Subcommand>>() {}))
          .forEach(line::addSubcommand);
      return line.execute(arguments);
    } catch (ConfigException | UncheckedIOException e) {
      System.err.println("ats: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  /**
   * Returns the injector of the built-in and plugged-in modules.
   *
   * @throws ConfigException if the modules do not fit together, such as a name bound twice
   */
  public static Injector injector(List<Path> plugins) {
    List<Module> modules = new ArrayList<>();
    modules.add(new AtsModule(plugins)); // first: its suites are listed first
    ServiceLoader.load(Module.class, Plugins.loader(plugins)).forEach(modules::add);
    try {
      return Guice.createInjector(Stage.PRODUCTION, modules);
    } catch (CreationException e) {
      throw new ConfigException("the plugged-in modules do not fit together:\n" + e.getMessage());
    }
  }

  /** Creates the commands through the injector. */
  private record GuiceFactory(Injector injector) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type.getName().startsWith("io.ats.") && type != AtsCommand.Version.class
          ? injector.getInstance(type)
          : CommandLine.defaultFactory().create(type);
    }
  }
}
