package io.ats.experiments.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.SampleRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyMachineTest {

  private static String warning(
      double wall, double cpu, int threads, int processors, double load, String device) {
    TrialResult some = SampleRun.ok("uniform", "majority", 0, 0.5, 0.5);
    TrialResult result =
        new TrialResult(
            some.key(),
            some.size(),
            Metrics.NONE.with(Metric.TRAIN_SECONDS, wall).with(Metric.TRAIN_CPU_SECONDS, cpu),
            some.metrics(),
            some.outcome());
    Map<String, Object> segment =
        Map.of(
            "threads", threads,
            "processors", processors,
            "load_at_end", load,
            "device", device);
    return BusyMachine.warning(result, Json.tree(Map.of("segments", List.of(segment))));
  }

  @ParameterizedTest
  @CsvSource({
    "1106,150,2,2,9,cpu(),true", // the same trial on a busy machine
    "123,150,2,2,1.8,cpu(),false", // and on an idle one
    "100,300,16,16,40,cpu(),true", // several processors, all of them taken
    "100,300,16,16,4,cpu(),false", // a trial that cannot use them all
    "100,40,1,8,1,cpu(),true", // one thread that waited
    "100,40,0,1,1,cpu(),true", // threads left to the engine
    "100,99,1,8,30,cpu(),false",
    "100,40,1,8,30,gpu(0),false",
    "100,0,1,8,30,cpu(),false" // CPU time unknown
  })
  void saysWhereTimesAreNotTheTrialsOwn(
      double wall,
      double cpu,
      int threads,
      int processors,
      double load,
      String device,
      boolean busy) {
    String warning = warning(wall, cpu, threads, processors, load, device);
    if (busy) {
      assertThat(warning).contains("trained for " + wall + " s", "the machine was busy");
    } else {
      assertThat(warning).isEmpty();
    }
  }
}
