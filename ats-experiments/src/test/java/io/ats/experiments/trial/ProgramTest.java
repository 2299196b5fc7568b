package io.ats.experiments.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgramTest {

  private final List<Process> started = new ArrayList<>();

  private void assertEnded() throws InterruptedException {
    assertThat(started).hasSize(1);
    assertThat(started.get(0).waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptEndsTheProgram() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Program.run(new ProcessBuilder("sleep", "600"), 600, started::add))
        .isInstanceOf(InterruptedException.class);
    assertEnded();
  }

  @Test
  void aCallerThatFailsEndsTheProgram() throws Exception {
    assertThatThrownBy(
            () ->
                Program.run(
                    new ProcessBuilder("sleep", "600"),
                    600,
                    process -> {
                      started.add(process);
                      throw new IllegalStateException("failed");
                    }))
        .hasMessage("failed");
    assertEnded();
  }
}
