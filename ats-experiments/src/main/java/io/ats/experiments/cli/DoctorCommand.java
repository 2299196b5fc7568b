package io.ats.experiments.cli;

import io.ats.experiments.doctor.Doctor;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ats doctor}: what this machine has of what a run needs or can use. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says what there is of what a run needs or can use: ok, missing and what for, or wrong and the"
          + " fix.",
      "Exit status 0: run works here; 1: it would fail."
    })
final class DoctorCommand implements Callable<Integer> {

  @Inject
  DoctorCommand() {}

  @Override
  public Integer call() {
    return Doctor.here().print(System.out) ? 0 : 1;
  }
}
