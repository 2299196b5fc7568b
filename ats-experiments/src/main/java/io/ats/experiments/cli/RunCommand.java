package io.ats.experiments.cli;

import io.ats.experiments.config.ConfigException;
import io.ats.experiments.config.PlannedTrial;
import io.ats.experiments.config.ResolvedSuite;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.SuiteConfig;
import io.ats.experiments.config.SuiteExpansion;
import io.ats.experiments.config.SuiteRef;
import io.ats.experiments.config.Suites;
import io.ats.experiments.report.TableWriter;
import io.ats.experiments.report.Tables;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.LocalLauncher;
import io.ats.experiments.run.SuiteRun;
import io.ats.experiments.run.TrialProcess;
import io.ats.experiments.trial.Devices;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats run}: trains a suite's trials, prints the table, writes the report. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Trains every trial of a suite, prints the comparison and writes the report.",
      "Run again, it finishes what is missing and repeats nothing."
    })
final class RunCommand implements Callable<Integer> {

  private final Suites suites;
  private final SuiteExpansion expansion;
  private final Resolver resolver;
  private final Failures failures;
  private final List<Path> plugins;

  @Parameters(
      paramLabel = "SUITE[@PRESET]",
      description = "A built-in suite (./ats list suites) or a YAML file.")
  private String reference;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder; runs/SUITE-PRESET unless given.")
  private Path out;

  @Option(
      names = "--only",
      paramLabel = "KEY=VALUE[,VALUE]",
      description = "Keeps these rows: --only selector=ats,uniform --only seed=0.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets an option in every row: --set training.epochs=5.")
  private List<String> set = new ArrayList<>();

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trials trained at a time; the engine's threads are shared out.")
  private int workers;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu[:i]",
      defaultValue = "auto",
      description = "What to train on; auto is the first GPU if there is one.")
  private String device;

  @Option(
      names = "--launcher",
      paramLabel = "local",
      defaultValue = "local",
      description = "Where the trials' processes run.")
  private String launcher;

  @Option(
      names = "--dry-run",
      description = "Lists the trials and estimates the time; trains nothing and writes nothing.")
  private boolean dryRun;

  @Inject
  RunCommand(
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
    check();
    SuiteRef named = SuiteRef.parse(reference);
    SuiteConfig suite = suites.load(named.suite());
    String preset = named.preset().orElse(suite.preset());
    List<PlannedTrial> trials = expansion.expand(suite, preset, only, set);
    RunFolder folder =
        new RunFolder(out != null ? out : Path.of("runs", suite.name() + "-" + preset));
    SuiteRun run = new SuiteRun(resolver, folder, ResolvedSuite.of(suite, preset, trials));
    run.check();
    System.out.printf(
        "%s@%s: %d trials in %s%n", suite.name(), preset, trials.size(), folder.root());
    if (dryRun) {
      new DryRun(resolver, folder, trials, workers).print(device, threads());
      return 0;
    }
    LocalLauncher local =
        new LocalLauncher(new TrialProcess(plugins, threads()), failures, workers, System.out);
    List<TrialResult> results = run.run(local, device);
    System.out.println();
    System.out.println(TableWriter.text(Tables.comparison(results), Tables.failures(results)));
    System.out.println("Report: " + folder.report().resolve("index.html"));
    return results.stream().allMatch(TrialResult::ok) ? 0 : 1;
  }

  private int threads() {
    return workers == 1 ? 0 : Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
  }

  private void check() {
    if (workers < 1) {
      throw new ConfigException("--workers: expected a whole number at least 1, got " + workers);
    }
    if (!launcher.equals("local")) {
      throw new ConfigException("--launcher: expected local, got '" + launcher + "'");
    }
    try {
      Devices.checkForm(device);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage());
    }
  }
}
