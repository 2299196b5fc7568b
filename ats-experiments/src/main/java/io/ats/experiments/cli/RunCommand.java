package io.ats.experiments.cli;

import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.report.Trial;
import io.ats.experiments.report.page.ReportWriter;
import io.ats.experiments.report.tables.TableWriter;
import io.ats.experiments.report.tables.Tables;
import io.ats.experiments.results.BusyMachine;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Metric;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialEnd;
import io.ats.experiments.run.Changes;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.Renewal;
import io.ats.experiments.run.SuiteRun;
import io.ats.experiments.run.Workers;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.suite.ResolvedSuite;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.SuiteRef;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.yaml.ConfigException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats run}: trains a suite's trials, prints the table, writes the report. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Trains every trial of a suite, prints the comparison and writes the report.",
      "Run again, it trains only the trials that have no result; failed ones continue from their"
          + " last checkpoint.",
      "An interrupt (Ctrl-C) ends the trials' processes, or cancels their Slurm jobs."
    })
final class RunCommand implements Callable<Integer> {

  private static final BigInteger MANY = BigInteger.valueOf(10_000);

  private final Suites suites;
  private final SuiteExpansion expansion;
  private final Failures failures;
  private final ReportWriter writer;
  private final List<Path> plugins;

  @Parameters(
      paramLabel = "SUITE[@PRESET]",
      description = "A built-in suite (./ats list suites) or a YAML file.")
  private String reference;

  @Mixin private TrialOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder; by default runs/SUITE-PRESET.")
  private Path out;

  @Option(
      names = "--dry-run",
      description =
          "Lists the trials and estimates memory and time, by some steps of each row; trains and"
              + " writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--yes",
      description = "Allows a suite whose rows and grid make more than 10,000 trials.")
  private boolean yes;

  @Option(
      names = "--detach",
      description =
          "With --launcher slurm: submits missing trials and returns; run again to collect results.")
  private boolean detach;

  @Option(
      names = "--retrain-changed",
      description =
          "Trains again, from the start, what was trained with other code, plugin jars or data.")
  private boolean retrainChanged;

  @Option(
      names = "--repair",
      description =
          "Makes trials with missing or damaged files whole: finishes them again from their"
              + " checkpoint or, where that is not enough, trains them again from the start.")
  private boolean repair;

  @Inject
  RunCommand(
      Suites suites,
      SuiteExpansion expansion,
      Failures failures,
      ReportWriter writer,
      List<Path> plugins) {
    this.suites = suites;
    this.expansion = expansion;
    this.failures = failures;
    this.writer = writer;
    this.plugins = plugins;
  }

  @Override
  public Integer call() throws IOException {
    check();
    SuiteRef named = SuiteRef.parse(reference);
    SuiteConfig suite = suites.load(named.suite());
    String preset = named.preset().orElse(suite.preset());
    BigInteger size = expansion.size(suite, preset, options.set());
    if (size.compareTo(MANY) > 0 && !yes) {
      throw new ConfigException(
          reference,
          "rows and grid make "
              + size
              + " trials; more than "
              + MANY
              + " are listed only with --yes");
    }
    List<PlannedTrial> trials = expansion.expand(suite, preset, options.only(), options.set());
    RunFolder folder =
        new RunFolder(out != null ? out : Path.of("runs", suite.name() + "-" + preset));
    SuiteRun run =
        new SuiteRun(
            folder,
            ResolvedSuite.of(suite, preset, trials),
            trials,
            (each, ended) -> writer.write(List.of(each), each.report()));
    run.check();
    System.out.printf(
        "%s@%s: %d trials in %s%n", suite.name(), preset, trials.size(), folder.root());
    LauncherConfig config = expansion.launcher(suite, preset, options.set());
    Renewal renewal = new Renewal(retrainChanged, repair);
    if (dryRun) {
      Workers local = options.workers(config, trials.size());
      new DryRun(folder, trials, local.count(), renewal, plugins)
          .print(options.device(), local.threads());
      return 0;
    }
    Set<String> before =
        trials.stream()
            .map(PlannedTrial::id)
            .filter(id -> TrialEnd.isGood(folder.trial(id)))
            .collect(Collectors.toSet());
    List<Trial> results =
        run.run(
            options.launcher(plugins, failures, config, trials.size(), !detach),
            options.device(),
            renewal);
    if (!results.isEmpty()) {
      System.out.println();
      System.out.println(TableWriter.text(Tables.comparison(results), Tables.failures(results)));
      warnings(trials, results, before).forEach(line -> System.out.println("warning: " + line));
      System.out.println("Report: " + folder.report().resolve("index.html"));
    }
    if (results.size() < trials.size()) {
      System.out.printf(
          "%d of %d trials have not ended; run the same command again to collect them%n",
          trials.size() - results.size(), trials.size());
    }
    return results.stream().allMatch(trial -> trial.result().ok()) ? 0 : 1;
  }

  /**
   * Returns what to say of the results.
   *
   * @param before the trials that had a result before this run; the data of others, which can be
   *     slow to read, was that of now when they were trained
   */
  private static List<String> warnings(
      List<PlannedTrial> trials, List<Trial> results, Set<String> before) {
    Map<String, TrialConfig> configs =
        trials.stream().collect(Collectors.toMap(PlannedTrial::id, PlannedTrial::config));
    Changes changes = new Changes();
    List<String> lines = new ArrayList<>();
    List<String> other = new ArrayList<>();
    for (Trial trial : results) {
      String busy = BusyMachine.warning(trial.result(), trial.folder());
      if (!busy.isEmpty()) {
        lines.add(trial.id() + " " + busy);
      }
      double skipped = trial.result().value(Metric.SKIPPED_FILES);
      if (skipped > 0) {
        lines.add(
            "%s left %.0f files out, for they cannot be read; the report names them"
                .formatted(trial.id(), skipped));
      }
      if (trial.result().ok()) {
        String changed =
            before.contains(trial.id())
                ? changes.of(configs.get(trial.id()), trial.folder())
                : Code.present().changed(trial.folder());
        if (!changed.isEmpty()) {
          other.add(trial.id() + " (" + changed + ")");
        }
      }
    }
    if (!other.isEmpty()) {
      lines.add(
          "trained with something else, wholly or partly: "
              + String.join(", ", other)
              + "; --retrain-changed trains them again");
    }
    return lines;
  }

  private void check() throws IOException {
    if (detach && !options.slurm()) {
      throw new ConfigException("--detach: needs --launcher slurm");
    }
    options.check(options.slurm() && !dryRun);
  }
}
