package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.testing.OptionRecords;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.config.TrainingConfig;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.run.DeviceMemory;
import io.ats.experiments.yaml.ConfigNode;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a dry run says of a row's memory. */
class ProbeTest {

  private static final Optional<DeviceMemory> CARD = Optional.of(new DeviceMemory("gpu:1", 81_559));

  private static TrainingConfig training(int batch, int part) {
    return OptionRecords.with(
        TrainingConfig.DEFAULTS, Map.of("batchSize", batch, "microBatch", part));
  }

  private static Probe ended(int status, String output) {
    return new Probe(OptionalInt.of(status), output, 45);
  }

  @Test
  void memoryIsThatOfTheImagesAtATime() {
    Probe probe = ended(0, "a library's line\nprobe NEED 512.0 92.0 0.0 1.0\nprobe BY_STEPS 7.5\n");
    assertThat(probe.memory(training(128, 0), CARD))
        .isEqualTo("memory: about 12 GB at batch-size 128");
    assertThat(probe.memory(training(128, 8), CARD))
        .isEqualTo("memory: about 1.2 GB at micro-batch 8");
    assertThat(probe.memory(training(8, 128), CARD))
        .isEqualTo("memory: about 1.2 GB at batch-size 8");
    assertThat(probe.memory(training(128, 0), Optional.empty()))
        .isEqualTo("memory: about 12 GB at batch-size 128");
    assertThat(probe.seconds()).contains(7.5);
    assertThat(probe.byOneStep()).isFalse();
  }

  @Test
  void whatDoesNotFitIsSaidWithWhatWould() {
    Probe large = ended(0, "probe NEED 512.0 8188.0 0.0 1.0\n");
    assertThat(large.memory(training(128, 0), CARD))
        .isEqualTo(
            "memory: about 1024 GB at batch-size 128; does not fit the 80 GB of gpu:1; "
                + "training.micro-batch at most 9 fits");
    assertThat(large.memory(training(128, 9), CARD))
        .isEqualTo("memory: about 72 GB at micro-batch 9");
    assertThat(large.memory(training(128, 10), CARD)).contains("at micro-batch 10; does not fit");
    Probe larger = ended(0, "probe NEED 512.0 90000.0 0.0 1.0\n");
    assertThat(larger.memory(training(1, 0), CARD))
        .isEqualTo(
            "memory: about 88 GB at batch-size 1; does not fit the 80 GB of gpu:1;"
                + " nor does one image: see training.recompute");
  }

  @Test
  void whatIsNotMeasuredIsSaidWithItsReason() {
    assertThat(new Probe(OptionalInt.empty(), "", 45).memory(training(16, 0), CARD))
        .isEqualTo("memory: not measured: takes longer than 45 s");
    assertThat(ended(1, "probe PROBLEM no such file\n").memory(training(16, 0), CARD))
        .isEqualTo("memory: not measured: no such file");
    assertThat(ended(137, "").memory(training(16, 0), CARD))
        .isEqualTo(
            "memory: not measured: its process ended with status 137, perhaps out of memory");
    assertThat(ended(134, "").memory(training(16, 0), CARD))
        .isEqualTo("memory: not measured: its process ended with status 134");
    assertThat(ended(0, "probe NEED NaN NaN NaN 1.0\n").memory(training(16, 0), CARD))
        .isEqualTo("memory: not known: this system does not tell the size of a process");
    assertThat(ended(1, "").seconds()).isEmpty();
  }

  /** One that was ended while it measured the time has the memory and a rough time. */
  @Test
  void whatWasSaidInTimeCounts() {
    Probe probe =
        new Probe(
            OptionalInt.empty(), "probe NEED 400.0 112.0 0.0 1.0\nprobe BY_ONE_STEP 99.0\n", 45);
    assertThat(probe.memory(training(1, 0), CARD))
        .isEqualTo("memory: about 0.5 GB at batch-size 1");
    assertThat(probe.seconds()).contains(99.0);
    assertThat(probe.byOneStep()).isTrue();
  }

  @Test
  void whatFailsAfterTheMemoryIsKnownIsSaidWithItsReason() {
    String need = "probe NEED 400.0 112.0 0.0 1.0\nprobe BY_ONE_STEP 99.0\n";
    String about =
        "memory: about 0.5 GB at batch-size 1; the time by several steps was not measured: ";
    assertThat(ended(1, need + "probe PROBLEM no such file\n").memory(training(1, 0), CARD))
        .isEqualTo(about + "no such file");
    assertThat(ended(134, need).memory(training(1, 0), CARD))
        .isEqualTo(about + "its process ended with status 134");
  }

  @Test
  void theImagesThatFillAChunkCountItOnce() {
    Probe probe = ended(0, "probe NEED 512.0 8.0 4096.0 4.0\n");
    assertThat(probe.memory(training(2, 0), CARD))
        .isEqualTo("memory: about 2.5 GB at batch-size 2");
    assertThat(probe.memory(training(64, 0), CARD))
        .isEqualTo("memory: about 5.0 GB at batch-size 64");
  }

  @Test
  void anInterruptIsNoTimeLimit() {
    Resolver resolver = Main.injector(List.of()).getInstance(Resolver.class);
    TrialConfig config =
        resolver.resolve(
            ConfigNode.parse(
                """
                dataset: {name: megapixel-mnist}
                selector: {name: uniform}
                encoder: {name: lenet}
                aggregator: {name: mean}
                """,
                "test"));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Probe.run(config, "cpu", List.of(), List.of(), 60))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("interrupted while a row was measured");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aMachineWithoutMemoryIsSaidBeforeAnythingIsMeasured() {
    assertThatThrownBy(() -> ProbeCommand.requireMemory(511))
        .hasMessage(
            "only 511 MiB of memory are free, of which 512 are left to other programs; end some, and"
                + " measure again");
    assertThatCode(() -> ProbeCommand.requireMemory(512)).doesNotThrowAnyException();
    assertThatCode(() -> ProbeCommand.requireMemory(Double.NaN)).doesNotThrowAnyException();
  }
}
