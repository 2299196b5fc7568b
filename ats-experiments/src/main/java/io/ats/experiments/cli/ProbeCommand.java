package io.ats.experiments.cli;

import ai.djl.Device;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.results.Reason;
import io.ats.experiments.run.DeviceMemory;
import io.ats.experiments.run.FreeMemory;
import io.ats.experiments.run.LauncherWatch;
import io.ats.experiments.trial.Assembly;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.trial.MajorityShare;
import io.ats.experiments.trial.StepNeed;
import io.ats.experiments.trial.TrialTime;
import io.ats.experiments.yaml.ConfigNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ats probe}: measures what a training step of the trial on standard input needs, and then,
 * with as many images at a time as half the memory has room for, how long the trial would take.
 */
@Command(
    name = "probe",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Measures the trial whose configuration is on standard input. Started by run.")
final class ProbeCommand implements Callable<Integer> {

  /** With less free memory than this, MiB, the system may end other processes. */
  private static final double LEAST_FREE_MB = 512;

  private static final long POLL_MILLIS = 50;

  private final Resolver resolver;

  @Option(names = "--device", paramLabel = "auto|cpu|gpu[:i]", defaultValue = "auto")
  private String device;

  @Inject
  ProbeCommand(Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Integer call() throws IOException {
    LauncherWatch.start();
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    try {
      requireMemory(FreeMemory.availableMb());
      startWatch();
      measure(new Assembly(resolver.resolve(ConfigNode.parse(text, "config.yaml"))));
      return 0;
    } catch (RuntimeException | Error e) {
      ProbeLine.PROBLEM.print(Reason.of(e));
      return 1;
    }
  }

  private void measure(Assembly assembly) {
    assembly.requireTrainable(); // fails before any data is read if the parts do not fit
    StepNeed need = StepNeed.measure(assembly);
    ProbeLine.NEED.print(need.fixedMb(), need.perImageMb(), need.chunkMb(), need.chunkImages());
    ProbeLine.BY_ONE_STEP.print(TrialTime.expected(assembly, need.secondsPerImage()));
    int images = assembly.config().training().imagesAtATime();
    double half =
        DeviceMemory.known(device).map(memory -> memory.mb() / 2).orElse(Double.POSITIVE_INFINITY);
    Device on = Devices.of(device);
    ProbeLine.BY_STEPS.print(TrialTime.expected(assembly, on, need.most(half, images)));
    Dataset dataset = assembly.open();
    ProbeLine.MAJORITY.print(
        MajorityShare.of(dataset, Split.TRAIN), MajorityShare.of(dataset, Split.TEST));
  }

  /**
   * Checks that there is memory to begin with.
   *
   * @param free of the machine, MiB; NaN if unknown
   * @throws IllegalStateException if there is not
   */
  static void requireMemory(double free) {
    if (free < LEAST_FREE_MB) {
      throw new IllegalStateException(
          "only %.0f MiB of memory are free, of which %.0f are left to other programs; end some, and measure again"
              .formatted(free, LEAST_FREE_MB));
    }
  }

  /** Ends this process when it takes the machine's last memory. */
  private static void startWatch() {
    Thread watch =
        new Thread(
            () -> {
              while (!(FreeMemory.availableMb() < LEAST_FREE_MB)) {
                try {
                  Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
              ProbeLine.PROBLEM.print(
                  "the machine's memory does not hold the step that was measured");
              Runtime.getRuntime().halt(1);
            },
            "memory");
    watch.setDaemon(true);
    watch.start();
  }
}
