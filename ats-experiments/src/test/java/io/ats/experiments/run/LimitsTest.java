package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private long now = 1;

  /** Looks every second for some seconds; returns whether a limit was exceeded. */
  private boolean exceededAfter(Limits.Watch watch, int seconds) {
    for (int second = 0; second < seconds; second++) {
      now += TimeUnit.SECONDS.toNanos(1);
      if (watch.exceeded().isPresent()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void theTimeOfASuspendedMachineDoesNotCount() {
    Limits.Watch watch = new Limits(10, 5).watch(() -> now);
    assertThat(exceededAfter(watch, 4 * 60)).isFalse();
    now += TimeUnit.HOURS.toNanos(8); // the lid is closed
    assertThat(exceededAfter(watch, 50)).isFalse();
    assertThat(exceededAfter(watch, 20)).as("silent for 5 minutes awake").isTrue();
    assertThat(watch.exceeded().orElseThrow()).startsWith("hung");
  }

  @Test
  void progressEndsTheSilenceButNotTheTime() {
    Limits.Watch watch = new Limits(10, 5).watch(() -> now);
    for (int minute = 0; minute < 10; minute++) {
      assertThat(exceededAfter(watch, 59)).isFalse();
      watch.progress(new ProgressLine(minute + 1, 10, ""));
    }
    assertThat(exceededAfter(watch, 20)).isTrue();
    assertThat(watch.exceeded().orElseThrow()).startsWith("time limit");
  }
}
