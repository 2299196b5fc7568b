package io.ats.experiments.cli;

import io.ats.core.options.Printable;
import io.ats.experiments.doctor.PyTorchSetting;
import io.ats.experiments.run.Failures;
import io.ats.experiments.run.Launcher;
import io.ats.experiments.run.LocalLauncher;
import io.ats.experiments.run.Workers;
import io.ats.experiments.run.slurm.SlurmLauncher;
import io.ats.experiments.suite.LauncherConfig;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of commands that train a suite's trials: which, where and how many at a time. */
final class TrialOptions {

  private static final String LOCAL = "local";
  private static final String SLURM = "slurm";

  @Option(
      names = "--only",
      paramLabel = "KEY=VALUE[,VALUE]",
      description = "Runs only these trials: --only selector=ats,uniform --only seed=0.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets an option of every trial: --set training.epochs=5.")
  private List<String> set = new ArrayList<>();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Trials at a time, at least 1; by default one per GPU (launcher.per-device), or without GPUs one per physical"
              + " core, with the cores divided among them. With Slurm: by default no limit.")
  private Integer workers;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu[:i]",
      defaultValue = "auto",
      description = "What to train on; auto: the GPUs if there are any, else the CPU.")
  private String device;

  @Option(
      names = "--launcher",
      paramLabel = "local|slurm",
      defaultValue = LOCAL,
      description =
          "Where to run the trials' processes: on this machine, or as Slurm job arrays. Limits,"
              + " memory, partition: ./ats describe launcher.")
  private String launcher;

  List<String> only() {
    return only;
  }

  List<String> set() {
    return set;
  }

  String device() {
    return device;
  }

  boolean slurm() {
    return launcher.equals(SLURM);
  }

  /**
   * Checks the options.
   *
   * @param elsewhere whether trials may run on machines that have what this one lacks
   */
  void check(boolean elsewhere) throws IOException {
    if (workers != null && workers < 1) {
      throw new ConfigException("--workers: expected a whole number at least 1, got " + workers);
    }
    if (!launcher.equals(LOCAL) && !slurm()) {
      throw new ConfigException(
          "--launcher: expected local or slurm, got '" + Printable.shown(launcher) + "'");
    }
    try {
      if (elsewhere) {
        Devices.checkForm(device);
      } else {
        PyTorchSetting.check();
        Devices.check(device);
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  /**
   * Returns what starts the trials' processes.
   *
   * @param wait whether the launcher waits for what Slurm runs
   */
  Launcher launcher(
      List<Path> plugins, Failures failures, LauncherConfig config, int trials, boolean wait) {
    return slurm()
        ? new SlurmLauncher(plugins, failures, config, asked(), wait, System.out)
        : new LocalLauncher(plugins, failures, config, workers(config, trials), System.out);
  }

  Workers workers(LauncherConfig config, int trials) {
    return Workers.choose(
        asked(),
        config.threads(),
        Devices.gpus(device),
        config.perDevice(),
        Workers.cores(),
        trials);
  }

  private int asked() {
    return workers == null ? 0 : workers;
  }
}
