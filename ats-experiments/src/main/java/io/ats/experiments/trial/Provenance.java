package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ats.core.data.Dataset;
import io.ats.core.weights.Pretrained;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.Json;
import io.ats.experiments.results.RunFiles;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.train.EpochSummary;
import io.ats.experiments.train.Learner;
import io.ats.experiments.train.Seeds;
import io.ats.experiments.train.TrainingListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a trial's numbers come from: {@code provenance.json}. It has a segment for each process
 * that trained some of the epochs; one that only tested has a segment that ends before it starts.
 */
final class Provenance implements TrainingListener {

  private static final String PRETRAINED = "pretrained";

  private final TrialFolder folder;
  private final Map<String, Object> all = new LinkedHashMap<>();
  private final Map<String, Object> own = new LinkedHashMap<>();

  private Provenance(TrialFolder folder) {
    this.folder = folder;
  }

  /**
   * Adds a segment for this process and writes the file.
   *
   * @param done number of epochs that earlier processes trained
   * @param epochs number of epochs that the trial is to have
   * @param begun the parameters that the encoder begins with, if this process read some
   * @throws IOException if they trained on other data, or the file cannot be read or written
   */
  static Provenance start(
      TrialFolder folder,
      int done,
      int epochs,
      Dataset dataset,
      Seeds seeds,
      Device device,
      Optional<Pretrained.Loaded> begun)
      throws IOException {
    Provenance provenance = new Provenance(folder);
    boolean goesOn = done > 0 && Files.exists(folder.provenance());
    JsonNode before = goesOn ? Json.tree(folder.provenance()) : null;
    List<Object> segments = new ArrayList<>();
    if (goesOn) {
      segments.addAll(earlier(before, done));
      checkData(folder, before, done, dataset.checksum());
    }
    Map<String, Object> own = provenance.own;
    own.put("from", done + 1);
    own.put("to", done);
    addCode(own);
    own.put("data_checksum", dataset.checksum());
    addMachine(own, device);
    segments.add(own);

    Map<String, Object> all = provenance.all;
    all.put("data", dataset.origin());
    if (!dataset.skipped().isEmpty()) {
      all.put("skipped_files", dataset.skipped());
    }
    if (begun.isPresent()) {
      all.put(PRETRAINED, begun.get());
    } else if (goesOn && before.has(PRETRAINED)) {
      all.put(PRETRAINED, before.get(PRETRAINED));
    }
    all.put(
        "seeds",
        Map.of(
            "trial", seeds.seed(),
            "data", seeds.data(),
            "initialisation", seeds.initialisation(),
            "evaluation", seeds.evaluation()));
    all.put("started", goesOn ? before.path("started").asText() : own.get("started"));
    all.put("epochs", epochs);
    all.put("resumed_after_epoch", done);
    all.put("segments", segments);
    provenance.write();
    return provenance;
  }

  /** Returns the segments of the epochs that are kept, the last cut at the checkpoint. */
  private static List<ObjectNode> earlier(JsonNode before, int done) {
    List<ObjectNode> kept = new ArrayList<>();
    for (JsonNode segment : Code.segments(before)) {
      if (segment.path("from").asInt(1) <= done) {
        ObjectNode own = segment.deepCopy();
        own.put("from", segment.path("from").asInt(1));
        own.put("to", Math.min(done, segment.path("to").asInt(done)));
        kept.add(own);
      }
    }
    return kept;
  }

  /**
   * Checks that the data is what the epochs of a trial's checkpoint were trained on.
   *
   * @throws IOException if it is not, or the file cannot be read
   */
  static void requireSameData(TrialFolder folder, Dataset dataset) throws IOException {
    if (RunFiles.exists(folder.checkpoint()) && RunFiles.exists(folder.provenance())) {
      JsonNode before = Json.tree(folder.provenance());
      int done =
          Code.segments(before).stream().mapToInt(s -> s.path("to").asInt(0)).max().orElse(0);
      if (done > 0) {
        checkData(folder, before, done, dataset.checksum());
      }
    }
  }

  private static void checkData(TrialFolder folder, JsonNode before, int done, String now)
      throws IOException {
    for (JsonNode segment : Code.segments(before)) {
      String was = segment.path("data_checksum").asText(now);
      if (!was.equals(now)) {
        throw new IOException(
            "the data is not what epochs 1 to "
                + done
                + " were trained on (checksum "
                + was
                + ", now "
                + now
                + "): bring that data back, or delete "
                + folder.checkpoint()
                + " to train this trial from the start");
      }
    }
  }

  private static void addCode(Map<String, Object> own) {
    Code code = Code.present();
    own.put("project_commit", System.getProperty("ats.commit", "unknown"));
    own.put("code", code.build());
    own.put("plugins", code.plugins());
    own.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    own.put("djl", Engine.getDjlVersion());
    own.put(
        "native_library",
        Engine.getInstance().getEngineName() + " " + Engine.getInstance().getVersion());
  }

  private static void addMachine(Map<String, Object> own, Device device) throws IOException {
    own.put("device", device.toString());
    own.put("threads", Integer.getInteger("ai.djl.pytorch.num_threads", 0));
    own.put("processors", Runtime.getRuntime().availableProcessors());
    own.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    own.put("host", host());
    own.put("started", Instant.now().toString());
    own.put("load_at_start", load());
  }

  private static String host() throws IOException {
    Path name = Path.of("/proc/sys/kernel/hostname");
    return Files.isReadable(name) ? Files.readString(name).strip() : "unknown";
  }

  /**
   * Returns the mean number of processes that ran or waited to, over a minute; below 0: unknown.
   */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  @Override
  public void onEpoch(EpochSummary summary, Learner learner) throws IOException {
    own.put("to", summary.epoch());
    end();
  }

  /** Records that this process has come to its end, or to that of an epoch. */
  void end() throws IOException {
    own.put("load_at_end", load());
    String now = Instant.now().toString();
    own.put("ended", now);
    all.put("ended", now);
    write();
  }

  private void write() throws IOException {
    Json.write(folder.provenance(), all);
  }
}
