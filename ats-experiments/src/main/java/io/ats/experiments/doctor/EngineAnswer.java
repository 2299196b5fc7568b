package io.ats.experiments.doctor;

import io.ats.experiments.results.Reason;
import io.ats.experiments.trial.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the process said that tried the engine, and how it ended.
 *
 * @param said what it came to know, by name
 * @param ended its exit status and all of its output
 * @param seconds the time that it had
 */
record EngineAnswer(Map<String, String> said, Program.Answer ended, long seconds) {

  private static final Pattern SIGNAL = Pattern.compile("(?m)^#\\s+(SIG\\w+)");
  private static final Pattern FRAME = Pattern.compile("(?m)^# Problematic frame:\\s*^#\\s*(.*)$");

  /** Judges which PyTorch is loaded. */
  Finding setting() {
    if (said.containsKey("problem")) {
      return Finding.wrong(said.get("problem"), said.get("fix"));
    }
    return said.containsKey("setting")
        ? Finding.ok(said.get("setting"))
        : Finding.wrong(fault(), "report it, with this line");
  }

  /** Judges whether the engine starts and computes. */
  Finding engine() {
    if (said.containsKey("cpu")) {
      return Finding.ok(
          said.get("engine")
              + " through DJL "
              + said.get("djl")
              + "; a product and its gradient on the CPU are right");
    }
    if (!said.containsKey("setting")) {
      return Finding.unknown("not started with that PyTorch");
    }
    return Finding.wrong(fault(), fix());
  }

  /** Judges where the native library is. */
  Finding library() {
    return said.containsKey("library")
        ? Finding.ok(said.get("library"))
        : Finding.unknown("unknown until the engine starts");
  }

  /**
   * Judges what can be trained on.
   *
   * @param driver whether the machine has a driver for GPUs
   */
  Finding devices(boolean driver) {
    if (!said.containsKey("gpus")) {
      return Finding.unknown("unknown until the engine starts");
    }
    List<String> gpus =
        said.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("gpu:"))
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.toList());
    if (!said.containsKey("done")) {
      return Finding.wrong(
          "GPU " + gpus.size() + ": " + fault(), "train on the CPU (--device cpu), or " + fix());
    }
    if (!gpus.isEmpty()) {
      return Finding.ok("CPU; " + String.join("; ", gpus));
    }
    int seen = Integer.parseInt(said.get("gpus"));
    if (seen > 0) {
      return Finding.missing(
          "CPU only: the machine has " + seen + " GPUs, the engine is for the CPU",
          "training on them: in a checkout, ATS_PROFILE=cuda ./ats doctor builds for GPUs");
    }
    return driver
        ? Finding.missing(
            "CPU only: there is a driver for NVIDIA's GPUs, but the engine finds no CUDA runtime"
                + " library (libcudart), or no GPU with it",
            "training on them: ATS_JAVA_OPTIONS=-Djna.library.path=FOLDER names the library's folder")
        : Finding.ok("CPU; no GPU");
  }

  /** Returns why it did not come to its end. */
  private String fault() {
    if (said.containsKey("failure")) {
      return said.get("failure");
    }
    if (ended.status().isEmpty()) {
      return "the engine has not answered within " + seconds + " seconds";
    }
    Matcher signal = SIGNAL.matcher(ended.out());
    if (signal.find()) {
      Matcher frame = FRAME.matcher(ended.out());
      return "the native library crashes ("
          + signal.group(1)
          + (frame.find() ? " in " + frame.group(1).strip() : "")
          + ")";
    }
    Optional<String> last =
        ended.out().lines().filter(line -> !line.isBlank()).reduce((before, after) -> after);
    return "the engine ends with status "
        + ended.status().getAsInt()
        + last.map(line -> ": " + Reason.firstLine(line)).orElse("");
  }

  private String fix() {
    if (fault().contains("libcuda.so")) {
      return "this machine has no driver for NVIDIA's GPUs: set PYTORCH_FLAVOR=cpu";
    }
    return said.get("setting").startsWith("the build's own")
        ? "where the cache folder above is right, delete its folder pytorch: the library is"
            + " unpacked anew (where it is a bundle's, unpack the bundle again)"
        : "use a complete PyTorch of the version and flavor that are set, or unset the PYTORCH_"
            + " variables for the build's own";
  }
}
