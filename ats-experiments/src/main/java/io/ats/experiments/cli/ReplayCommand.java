package io.ats.experiments.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.config.TrialId;
import io.ats.experiments.doctor.PyTorchSetting;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.LocalLauncher;
import io.ats.experiments.run.Workers;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.suite.PlannedTrial;
import io.ats.experiments.trial.CompleteTrial;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.trial.ReplayDifferences;
import io.ats.experiments.trial.TrialLabel;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats replay}: trains a trial again from its folder and compares the numbers. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a complete trial again from its config.yaml and provenance.json, and lists differences.",
      "Exit status 0: all numbers but times are the same; 1: some differ, or the trial failed."
    })
final class ReplayCommand implements Callable<Integer> {

  private final Resolver resolver;
  private final Failures failures;
  private final List<Path> plugins;

  @Parameters(paramLabel = "TRIAL_DIR", description = "A trial's folder: RUN/trials/ID.")
  private Path trial;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to train in; by default a temporary one, kept if anything differs.")
  private Path out;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu[:i]",
      description = "What to train on; by default as the trial was.")
  private String device;

  @Inject
  ReplayCommand(Resolver resolver, Failures failures, List<Path> plugins) {
    this.resolver = resolver;
    this.failures = failures;
    this.plugins = plugins;
  }

  @Override
  public Integer call() throws IOException {
    PyTorchSetting.check();
    TrialFolder before = new TrialFolder(trial.toAbsolutePath().normalize());
    check(before);
    TrialConfig config = resolver.resolve(RunFiles.parse(before.config(), ConfigNode::parse));
    TrialLabel label = Json.read(before.label(), TrialLabel.class);
    RunFolder again =
        new RunFolder(out != null ? out.toAbsolutePath() : Files.createTempDirectory("ats-replay"));
    TrialFolder now = again.trial(before.id());
    if (Files.exists(now.root())) {
      throw new ConfigException(now.root() + " already exists; choose another folder with --out");
    }
    System.out.println("replay in " + now.root());
    String named = TrialId.of(config);
    if (!named.equals(before.id())) {
      System.out.printf(
          "config.yaml is that of %s, not of %s: it was edited, or options were added since%n",
          named, before.id());
    }
    TrialResult result =
        train(again, new PlannedTrial(before.id(), label.variant(), config), label);
    if (!result.ok()) {
      return 1;
    }
    boolean same = print(ReplayDifferences.between(before, now));
    if (same && out == null) {
      RunFiles.deleteTree(again.root());
    }
    return same ? 0 : 1;
  }

  private void check(TrialFolder before) throws IOException {
    CompleteTrial.require(before, trial);
    try {
      Devices.check(device == null ? "auto" : device);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  /** Trains in its own process, with the same number of threads, which affects the last digits. */
  private TrialResult train(RunFolder folder, PlannedTrial planned, TrialLabel label)
      throws IOException {
    JsonNode before = Json.tree(new TrialFolder(trial).provenance());
    int threads = Code.segments(before).get(0).path("threads").asInt();
    TrialLabel shared =
        new TrialLabel(label.suite(), label.preset(), "", device == null ? label.device() : device);
    TrialResult[] result = new TrialResult[1];
    Workers one = new Workers(1, threads, 0);
    new LocalLauncher(plugins, failures, LauncherConfig.DEFAULTS, one, System.out)
        .run(folder, List.of(planned), shared, ended -> result[0] = ended);
    return result[0];
  }

  private static boolean print(ReplayDifferences found) {
    found.provenance().forEach(line -> System.out.println("provenance " + line));
    found.numbers().forEach(System.out::println);
    boolean same = found.numbers().isEmpty();
    System.out.println(same ? "no differences" : "the numbers differ");
    return same;
  }
}
