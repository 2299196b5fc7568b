package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitReasonTest {

  @TempDir Path folder;

  @Test
  void namesTheSignalTheLogAndItsLastLine() throws IOException {
    TrialFolder trial = new TrialFolder(folder);
    assertThat(ExitReason.of(trial, 7, 137, 0))
        .isEqualTo(
            "the trial's process was ended by signal 9 (SIGKILL: perhaps out of memory); see "
                + trial.log());
    Files.writeString(trial.log(), "first\nCannot allocate memory\n\n");
    assertThat(ExitReason.of(trial, 7, 1, 0))
        .isEqualTo(
            "the trial's process ended with status 1; see "
                + trial.log()
                + ": Cannot allocate memory");
  }

  private String reason(String log) throws IOException {
    TrialFolder trial = new TrialFolder(folder);
    Files.writeString(trial.log(), log, StandardCharsets.ISO_8859_1);
    String text = ExitReason.of(trial, 7, 1, 0);
    String front = "the trial's process ended with status 1; see " + trial.log() + ": ";
    assertThat(text).startsWith(front).doesNotContain("\n");
    return text.substring(front.length());
  }

  @Test
  void whatALogHoldsIsPrintableAndCut() throws IOException {
    assertThat(reason("\u001B[31mred\u0007" + "x".repeat(20_000)))
        .startsWith("\\u001B[31mred\\u0007xxx")
        .hasSizeLessThan(600);
    assertThat(reason("java.lang.IllegalStateException: \u001B[31m\n\tat a.B.c(B.java:1)\n"))
        .isEqualTo("IllegalStateException: \\u001B[31m");
  }

  @Test
  void ofAStackTraceTheInnermostCauseIsTold() throws IOException {
    String trace =
        "java.lang.InternalError: java.lang.reflect.InvocationTargetException\n"
            + "\tat a.B.c(B.java:1)\n"
            + "Caused by: java.lang.RuntimeException: Fontconfig head is null, check your fonts\n"
            + "or fonts configuration\n"
            + "\tat a.B.d(B.java:2)\n"
            + "\t... 31 more\n";
    assertThat(reason(trace))
        .isEqualTo("RuntimeException: Fontconfig head is null, check your fonts");
    String front = "Exception in thread \"main\" ";
    String at = "\n\tat a.B.c(B.java:1)\n";
    assertThat(reason(front + "java.nio.charset.MalformedInputException: Input length = 1" + at))
        .isEqualTo("text that is not UTF-8");
    assertThat(reason(front + "java.nio.file.NoSuchFileException: /data/x" + at))
        .isEqualTo("/data/x: there is no such file or folder");
    assertThat(reason(front + "java.lang.NoClassDefFoundError: io/ats/X" + at))
        .isEqualTo("NoClassDefFoundError: io/ats/X: the program's jars were changed or lack it");
    assertThat(reason(front + "java.lang.StackOverflowError" + at)).isEqualTo("StackOverflowError");
  }

  /** A plugin's chatter may come late, since another thread writes it. */
  @Test
  void whatTheProcessPrintedIsNoReason() throws IOException {
    assertThat(reason("killed by hand\nout: batch 17\n")).isEqualTo("killed by hand");
  }

  @Test
  void aLogThatIsNoTextOrNoFileDoesNotMatter() throws IOException {
    assertThat(reason("gr\u00f6\u00dfe\n")).isEqualTo("gr\ufffd\ufffde");
    TrialFolder trial = new TrialFolder(folder);
    long logged = Files.size(trial.log());
    String bare = "the trial's process ended with status 1; see " + trial.log();
    assertThat(ExitReason.of(trial, 7, 1, logged)).as("of an earlier process").isEqualTo(bare);
    Files.delete(trial.log());
    Files.createSymbolicLink(trial.log(), Path.of("/dev/zero"));
    assertThat(ExitReason.of(trial, 7, 1, 0)).isEqualTo(bare);
    Files.delete(trial.log());
    Files.createDirectory(trial.log());
    assertThat(ExitReason.of(trial, 7, 1, 0)).isEqualTo(bare);
  }

  @Test
  void aNativeCrashIsToldFromWhatJavaLeaves() throws IOException {
    TrialFolder trial = new TrialFolder(folder);
    String left = "#\n# A fatal error\n#\n#  SIGSEGV (0xb) at pc=0x1, pid=7, tid=8\n#\n# JRE\n";
    left += "maps of the memory\n".repeat(10_000);
    Files.writeString(trial.crash(7), left);
    assertThat(ExitReason.of(trial, 7, 134, 0))
        .isEqualTo(
            "the trial's process crashed natively: SIGSEGV (0xb) at pc=0x1, pid=7, tid=8; see "
                + trial.crash(7));
    // Of another process, long ago.
    assertThat(ExitReason.of(trial, 8, 134, 0)).contains("signal 6 (SIGABRT");
  }
}
