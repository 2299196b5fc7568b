package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitReasonTest {

  @TempDir Path folder;

  @Test
  void namesTheSignalTheLogAndItsLastLine() throws IOException {
    TrialFolder trial = new TrialFolder(folder);
    assertThat(ExitReason.of(trial, 7, 137))
        .isEqualTo(
            "the trial's process was ended by signal 9 (SIGKILL: perhaps out of memory); see "
                + trial.log());
    Files.writeString(trial.log(), "first\nCannot allocate memory\n\n");
    assertThat(ExitReason.of(trial, 7, 1))
        .isEqualTo(
            "the trial's process ended with status 1; see "
                + trial.log()
                + ": Cannot allocate memory");
  }

  @Test
  void aNativeCrashIsToldFromWhatJavaLeaves() throws IOException {
    TrialFolder trial = new TrialFolder(folder);
    String left = "#\n# A fatal error\n#\n#  SIGSEGV (0xb) at pc=0x1, pid=7, tid=8\n#\n# JRE\n";
    Files.writeString(trial.crash(7), left);
    assertThat(ExitReason.of(trial, 7, 134))
        .isEqualTo(
            "the trial's process crashed natively: SIGSEGV (0xb) at pc=0x1, pid=7, tid=8; see "
                + trial.crash(7));
    // Of another process, long ago.
    assertThat(ExitReason.of(trial, 8, 134)).contains("signal 6 (SIGABRT");
  }
}
