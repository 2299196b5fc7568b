package io.ats.experiments.cli;

import io.ats.core.objective.ObjectiveOptions;
import io.ats.core.plugin.About;
import io.ats.core.plugin.UnknownNameException;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.tune.SearchBudget;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.Describe;
import io.ats.experiments.yaml.OptionDoc;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ats describe}: what a component or suite does, its options and its source. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = "Describes a component or suite: options, defaults, ranges, paper.")
final class DescribeCommand implements Callable<Integer> {

  private static final List<String> SECTIONS =
      List.of("training", "objective", "launcher", "search");

  private final Catalogue catalogue;
  private final Suites suites;

  @Parameters(
      paramLabel = "NAME",
      description =
          "A selector, dataset, suite, scorer, encoder or aggregator; or training, objective, launcher, search.")
  private String name;

  @Inject
  DescribeCommand(Catalogue catalogue, Suites suites) {
    this.catalogue = catalogue;
    this.suites = suites;
  }

  @Override
  public Integer call() {
    boolean found = false;
    for (String kind : catalogue.kinds()) {
      Optional<Record> component = catalogue.component(kind, name);
      component.ifPresent(defaults -> component(kind, defaults));
      found |= component.isPresent();
    }
    if (catalogue.names("suites").contains(name)) {
      suite(suites.load(name));
      found = true;
    }
    if (SECTIONS.contains(name)) {
      section();
      found = true;
    }
    if (!found) {
      List<String> all = new ArrayList<>(SECTIONS);
      catalogue.kinds().forEach(kind -> all.addAll(catalogue.names(kind)));
      throw new ConfigException(
          new UnknownNameException("name", name, all).getMessage()
              + "; what a plugin brings needs --plugin JAR");
    }
    return 0;
  }

  private void section() {
    switch (name) {
      case "training" -> section("a section of a trial's configuration", TrainingConfig.DEFAULTS);
      case "objective" ->
          section("a section of a trial's configuration", ObjectiveOptions.DEFAULTS);
      case "search" ->
          section(
              "a section of a suite, for ./ats tune: ranges of options, and the section budget,"
                  + " which has these",
              SearchBudget.DEFAULTS);
      default -> section("a section of a suite, or --set launcher.…", LauncherConfig.DEFAULTS);
    }
  }

  private void section(String what, Record defaults) {
    System.out.println(name + ": " + what);
    options(defaults);
  }

  private void component(String kind, Record defaults) {
    About about = defaults.getClass().getAnnotation(About.class);
    System.out.printf("%s (%s)%n", name, kind.substring(0, kind.length() - 1));
    System.out.println(about.summary());
    System.out.println("Paper: " + about.paper());
    options(defaults);
  }

  private static void options(Record defaults) {
    List<OptionDoc> options = Describe.options(defaults);
    System.out.println(options.isEmpty() ? "It has no options." : "Options:");
    for (OptionDoc option : options) {
      System.out.printf(
          "  %-24s %s, default %s%s%n      %s%n",
          option.key(),
          option.type(),
          option.defaultValue().isEmpty() ? "empty" : option.defaultValue(),
          option.range().isEmpty() ? "" : ", " + option.range(),
          option.doc());
    }
  }

  private static void suite(SuiteConfig suite) {
    System.out.printf("%s (suite)%n%s%n", suite.name(), suite.about());
    System.out.println("Source: " + suite.source());
    System.out.println(
        "Presets: " + String.join(", ", suite.presets().keySet()) + "; default " + suite.preset());
  }
}
