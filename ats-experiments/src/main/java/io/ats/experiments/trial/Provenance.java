package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.ats.core.data.Dataset;
import io.ats.experiments.train.Seeds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a trial's numbers come from: {@code provenance.json}. */
final class Provenance {

  private Provenance() {}

  /** Returns the entries known when a trial starts. */
  static Map<String, Object> of(Dataset dataset, Seeds seeds, Device device) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("project_commit", System.getProperty("ats.commit", "unknown"));
    all.put("data", dataset.origin());
    all.put("data_checksum", dataset.checksum());
    all.put(
        "seeds",
        Map.of(
            "trial", seeds.seed(),
            "data", seeds.data(),
            "initialisation", seeds.initialisation(),
            "evaluation", seeds.evaluation()));
    all.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    all.put("djl", Engine.getDjlVersion());
    all.put(
        "native_library",
        Engine.getInstance().getEngineName() + " " + Engine.getInstance().getVersion());
    all.put("device", device.toString());
    all.put("threads", Integer.getInteger("ai.djl.pytorch.num_threads", 0));
    all.put("processors", Runtime.getRuntime().availableProcessors());
    all.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    all.put("started", Instant.now().toString());
    return all;
  }
}
