package io.ats.experiments.cli;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.Message;
import io.ats.core.options.Printable;
import io.ats.experiments.results.Code;
import io.ats.experiments.yaml.ConfigException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The program: finds the modules, creates the injector and runs a command. */
public final class Main {

  /** Guice's message about a key that is bound twice. */
  private static final Pattern TAKEN = Pattern.compile("[Dd]uplicate[^\"]*\"([^\"]+)\"");

  private Main() {}

  /** Runs a command and exits with its status: 0, 1 (a trial failed) or 2 (usage). */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command and returns its status. */
  public static int run(String... arguments) {
    // Numbers in files, names and messages are the same everywhere.
    Locale.setDefault(Locale.ROOT);
    try {
      List<Path> plugins = Plugins.named(arguments);
      Code.load(plugins);
      Injector injector = injector(plugins);
      CommandLine line =
          new CommandLine(AtsCommand.class, new GuiceFactory(injector))
              .setCaseInsensitiveEnumValuesAllowed(true);
      injector
          .getInstance(Key.get(new TypeLiteral<Set<Subcommand>>() {}))
          .forEach(line::addSubcommand);
      Errors errors = new Errors();
      return line.setExecutionExceptionHandler(errors)
          .setParameterExceptionHandler(errors)
          .execute(arguments);
    } catch (ConfigException | InvalidPathException | UncheckedIOException e) {
      System.err.println("ats: " + Printable.message(e.getMessage()));
      return CommandLine.ExitCode.USAGE;
    }
  }

  /**
   * Returns the injector of the built-in and plugged-in modules.
   *
   * @throws ConfigException if a plugin is damaged or does not fit, such as a name bound twice
   */
  public static Injector injector(List<Path> plugins) {
    List<Module> modules = new ArrayList<>();
    modules.add(new AtsModule(plugins)); // first: its suites are listed first
    ServiceLoader.load(Module.class, Main.class.getClassLoader()).forEach(modules::add);
    Map<Path, List<Module>> plugged = Plugins.modules(plugins);
    List<Module> all = new ArrayList<>(modules);
    plugged.values().forEach(all::addAll);
    try {
      return Guice.createInjector(Stage.PRODUCTION, all);
    } catch (CreationException | LinkageError together) {
      if (plugged.isEmpty()) {
        throw together;
      }
      plugged.forEach((plugin, its) -> tryOut(modules, plugin, its));
      throw new ConfigException("the plugins do not fit together: " + misfit(together));
    }
  }

  /** Adds the modules of one plugin after another, to name the one that does not fit. */
  private static void tryOut(List<Module> modules, Path plugin, List<Module> its) {
    modules.addAll(its);
    try {
      Guice.createInjector(Stage.PRODUCTION, modules);
    } catch (CreationException | LinkageError e) {
      throw Plugins.error(plugin, misfit(e));
    }
  }

  private static String misfit(Throwable error) {
    if (!(error instanceof CreationException creation)) {
      return Plugins.reason(error);
    }
    Message first = creation.getErrorMessages().iterator().next();
    Matcher taken = TAKEN.matcher(first.getMessage());
    if (taken.find()) {
      return "the name '"
          + Printable.shown(taken.group(1))
          + "' is taken already; bind another name in its module";
    }
    return first.getCause() == null
        ? first.getMessage().lines().findFirst().orElse("")
        : Plugins.reason(first.getCause());
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
