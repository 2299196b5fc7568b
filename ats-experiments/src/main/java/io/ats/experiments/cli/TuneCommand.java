package io.ats.experiments.cli;

import io.ats.experiments.config.Resolver;
import io.ats.experiments.report.SearchChances;
import io.ats.experiments.report.Trial;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.results.TuningCsv;
import io.ats.experiments.results.TuningTrial;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.Launcher;
import io.ats.experiments.run.Renewal;
import io.ats.experiments.run.SuiteRun;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.SuiteRef;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.tune.SearchBudget;
import io.ats.experiments.tune.SearchPlan;
import io.ats.experiments.tune.SearchSpace;
import io.ats.experiments.tune.TunedSuite;
import io.ats.experiments.tune.Tuning;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats tune}: chooses each row's options on the validation split, at an equal budget. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Draws as many configurations for each row of a suite from its section search, trains them,"
          + " the best of them longer, and writes tuned.yaml: a suite with each row's best options,"
          + " for ./ats run.",
      "The validation split alone decides; the test split is neither read nor shown. Run again, it"
          + " goes on where it was stopped."
    })
final class TuneCommand implements Callable<Integer> {

  private final Suites suites;
  private final SuiteExpansion expansion;
  private final Resolver resolver;
  private final Failures failures;
  private final List<Path> plugins;

  @Parameters(
      paramLabel = "SUITE[@PRESET]",
      description = "A suite with a section search: built-in (./ats list suites) or a YAML file.")
  private String reference;

  @Mixin private TrialOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder; by default runs/SUITE-PRESET-tuning.")
  private Path out;

  @Option(
      names = "--dry-run",
      description = "Lists the configurations with their values; trains and writes nothing.")
  private boolean dryRun;

  @Inject
  TuneCommand(
      Suites suites,
      SuiteExpansion expansion,
      Resolver resolver,
      Failures failures,
      List<Path> plugins) {
    this.suites = suites;
    this.expansion = expansion;
    this.resolver = resolver;
    this.failures = failures;
    this.plugins = plugins;
  }

  @Override
  public Integer call() throws IOException {
    options.check(options.slurm() && !dryRun);
    SuiteRef named = SuiteRef.parse(reference);
    SuiteConfig suite = suites.load(named.suite());
    String preset = named.preset().orElse(suite.preset());
    SearchSpace space = SearchSpace.of(suite.with(preset).search());
    space.requireUsed(
        expansion.expand(suite, preset, List.of(), options.set()).stream()
            .map(PlannedTrial::config)
            .toList(),
        reference);
    List<PlannedTrial> trials = expansion.expand(suite, preset, options.only(), options.set());
    Tuning tuning = new Tuning(resolver, space, trials, reference);
    String name = preset + "-tuning";
    RunFolder folder =
        new RunFolder(out != null ? out : Path.of("runs", suite.name() + "-" + name));
    List<PlannedTrial> first = tuning.first();
    run(folder, suite, name, first, ended -> {}).check();
    System.out.printf(
        "%s@%s: %d trials at most in %s%n",
        suite.name(), name, tuning.plan().size(), folder.root());
    if (dryRun) {
      tuning.configurations().forEach(System.out::println);
      return 0;
    }
    LauncherConfig config = expansion.launcher(suite, preset, options.set());
    TunedSuite tuned =
        tuning.run(
            (rung, all, ended) -> {
              Launcher launcher = options.launcher(plugins, failures, config, all.size(), true);
              if (rung > 0) {
                warn(folder, rung - 1, false);
              }
              System.out.println(rung(rung, tuning.plan()));
              return train(run(folder, suite, name, all, ended), launcher, tuning.plan());
            },
            soFar -> written(folder, soFar));
    System.out.println();
    tuned.lines().forEach(System.out::println);
    warn(folder, tuning.plan().rungs().size() - 1, true);
    SearchBudget budget = space.budget();
    String cost =
        tuned.cost().isEmpty()
            ? "There was nothing to search."
            : "Each row has the best options, on the validation split, of %d configurations, by %s."
                .formatted(budget.configurations(), tuned.cost());
    String scope = scope(trials);
    String about = (cost + " " + scope).strip();
    List<String> head =
        List.of(
            "Made by ./ats tune " + reference + ".",
            about,
            "Run it with ./ats run tuned.yaml, and with seeds that the search did not have; it had "
                + budget.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ".");
    RunFiles.write(folder.tuned(), tuned.yaml(suite, preset, about, head));
    tuning.plan().atEnd().write(folder.search());
    TuningReport.write(folder, folder.report()); // which says no more that it goes on
    if (!scope.isEmpty()) {
      System.out.println(scope);
    }
    System.out.println("Report: " + folder.report().resolve("index.html"));
    System.out.println("Next: ./ats run " + folder.tuned());
    return tuned.failed().isEmpty() ? 0 : 1;
  }

  /** Says what is about to be trained; the trials of the rungs before are done. */
  private static String rung(int rung, SearchPlan plan) {
    double share = plan.rungs().get(rung).share();
    return "Rung %d%s: %s, %s"
        .formatted(
            rung,
            rung + 1 < plan.rungs().size() ? "" : ", the last",
            rung == 0 ? "all configurations" : "the best of each row",
            share < 1 ? "%.3g of the longest training".formatted(share) : "trained longest");
  }

  /** Says of which rows a rung that has ended found nothing. */
  private static void warn(RunFolder folder, int rung, boolean last) throws IOException {
    SearchChances.of(TuningCsv.read(folder.tuning()), rung, last).ifPresent(System.out::println);
  }

  /** Returns what is to be said of the images, if anything. */
  private static String scope(List<PlannedTrial> trials) {
    boolean redrawn =
        trials.stream().anyMatch(trial -> trial.config().dataset().spec().splitsBySeed());
    return redrawn
        ? "The splits are drawn anew for each seed: images that other seeds test were trained on, or"
            + " validated with, in the search."
        : "";
  }

  private SuiteRun run(
      RunFolder folder,
      SuiteConfig suite,
      String preset,
      List<PlannedTrial> trials,
      Tuning.Ended ended) {
    ResolvedSuite search = ResolvedSuite.of(suite, preset, trials);
    String about = (search.about() + " " + scope(trials)).strip();
    return new SuiteRun(
        folder,
        new ResolvedSuite(search.suite(), about, search.source(), preset, search.trials()),
        trials,
        (each, all) -> ended.accept(all.stream().map(Trial::result).toList()));
  }

  private Collection<TrialResult> train(SuiteRun run, Launcher launcher, SearchPlan plan)
      throws IOException {
    return run
        .run(
            (folder, trials, shared, after) -> {
              plan.write(folder.search());
              return launcher.run(folder, trials, shared, after);
            },
            options.device(),
            new Renewal(false, false))
        .stream()
        .map(Trial::result)
        .toList();
  }

  private static void written(RunFolder folder, List<TuningTrial> trials) throws IOException {
    TuningCsv.write(folder.tuning(), trials);
    TuningReport.write(folder, folder.report());
  }
}
