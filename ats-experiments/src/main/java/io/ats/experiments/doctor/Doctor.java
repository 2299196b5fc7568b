package io.ats.experiments.doctor;

import io.ats.experiments.run.JavaCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at everything that {@code ./ats run} needs, and what it can use, and says so. */
public final class Doctor {

  /** The time in which a slow disk, too, has unpacked the native library. */
  private static final long ENGINE_SECONDS = 300;

  private final List<Check> checks;

  Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /** Returns the doctor of this machine and the present folder. */
  public static Doctor here() {
    Programs programs = Programs.onPath();
    EngineProbe probe = new EngineProbe(probeCommand(), ENGINE_SECONDS);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("Java", Machine::java));
    checks.add(new Check("cores, memory", Machine::size));
    // Before the engine unpacks its library there.
    checks.add(new Check("cache folder", Folders::cache));
    checks.add(new Check("PyTorch", () -> probe.answer().setting()));
    checks.add(new Check("engine", () -> probe.answer().engine()));
    checks.add(new Check("native library", () -> probe.answer().library()));
    checks.add(new Check("devices", () -> probe.answer().devices(Machine.nvidiaDriver())));
    checks.add(new Check("run folder", () -> Folders.runs(Path.of("runs").toAbsolutePath())));
    checks.add(new Check("fonts", Machine::fonts));
    checks.add(new Check("Slurm", programs::slurm));
    checks.add(new Check("browser", programs::browser));
    checks.add(new Check("OpenSlide", Machine::openSlide));
    return new Doctor(checks);
  }

  private static List<String> probeCommand() {
    List<String> command =
        JavaCommand.of(
            argument -> true, List.of("-XX:ErrorFile=/dev/null", "-XX:-CreateCoredumpOnCrash"));
    command.add(EngineProbe.class.getName());
    return command;
  }

  /**
   * Prints a line for each check, as soon as it is known.
   *
   * @return whether a run would work
   */
  public boolean print(PrintStream out) {
    boolean works = true;
    for (Check check : checks) {
      Finding found = check.find();
      out.printf(Locale.ROOT, "%-8s %-15s %s%n", found.status(), check.name(), found.text());
      out.flush();
      works &= found.status() != Finding.Status.WRONG;
    }
    out.println(works ? "./ats run works here" : "./ats run would fail: see what is wrong");
    return works;
  }
}
