package io.ats.experiments.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/** Tells whether other work slowed a trial down, so that its times say little. */
public final class BusyMachine {

  /** Wall time over CPU time per thread, above which a trial has waited. */
  private static final double FAR = 2;

  /** Wall time over CPU time: one thread alone has CPU time as long as it is not kept waiting. */
  private static final double WAITING = 1.25;

  /** Load average over processors. */
  private static final double CROWDED = 1.5;

  private BusyMachine() {}

  /** Returns the same for a trial's folder; nothing if it has no readable record. */
  public static String warning(TrialResult result, TrialFolder trial) {
    try {
      return Files.exists(trial.provenance()) ? warning(result, Json.tree(trial.provenance())) : "";
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Returns a sentence if a trial's wall time is far above its CPU time per thread and it either
   * waited for a processor or the load average was above the number of processors; else nothing.
   */
  public static String warning(TrialResult result, JsonNode provenance) {
    double wall = result.value(Metric.TRAIN_SECONDS);
    double cpu = result.value(Metric.TRAIN_CPU_SECONDS);
    if (!result.ok() || !(wall > 0) || !(cpu > 0)) {
      return "";
    }
    int threads = 1;
    int processors = Integer.MAX_VALUE;
    double load = 0;
    for (JsonNode segment : Code.segments(provenance)) {
      if (!segment.path("device").asText().equals("cpu()")) {
        return ""; // the host's processors only feed the device
      }
      processors = Math.min(processors, Math.max(1, segment.path("processors").asInt()));
      int own = segment.path("threads").asInt();
      threads = Math.max(threads, own > 0 ? own : processors);
      for (String when : new String[] {"load_at_start", "load_at_end"}) {
        load = Math.max(load, segment.path(when).asDouble());
      }
    }
    boolean slowed = wall > WAITING * cpu || load > CROWDED * processors;
    if (!slowed || wall * threads <= FAR * cpu) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "trained for %.1f s with %.1f s of CPU time on %d threads (load average up to %.1f on %d"
            + " processors): the machine was busy, its times say little",
        wall,
        cpu,
        threads,
        load,
        processors);
  }
}
