package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryGateTest {

  /** Enters in another thread; returns it once it is through or waits. */
  private static Thread enter(MemoryGate gate, AtomicBoolean through) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              try {
                gate.enter();
                through.set(true);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(5);
    }
    return thread;
  }

  private static boolean secondMayEnter(double need, double available) throws InterruptedException {
    try (Children none = new Children()) {
      MemoryGate gate = new MemoryGate(none, need, () -> available);
      gate.enter();
      AtomicBoolean through = new AtomicBoolean();
      Thread second = enter(gate, through);
      boolean entered = through.get();
      gate.leave();
      second.join(); // whoever waited is let in now
      assertThat(through).isTrue();
      return entered;
    }
  }

  @Test
  void anotherEntersWhereMemoryIsLeftForItAndForWhatTheFirstWillTake() throws Exception {
    assertThat(secondMayEnter(100, 200)).isTrue();
    assertThat(secondMayEnter(100, 199)).isFalse();
  }

  @Test
  void oneMayAlwaysRun() throws Exception {
    assertThat(secondMayEnter(100, 0)).isFalse();
    assertThat(secondMayEnter(100, -5)).isFalse();
  }

  @Test
  void whatIsNotKnownHoldsNobodyBack() throws Exception {
    assertThat(secondMayEnter(0, 1)).isTrue();
    assertThat(secondMayEnter(100, Double.NaN)).isTrue();
    assertThat(secondMayEnter(100, Double.POSITIVE_INFINITY)).isTrue();
  }
}
