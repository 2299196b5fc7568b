package io.ats.experiments.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.training.GradientCollector;
import ai.djl.util.cuda.CudaUtils;
import io.ats.experiments.results.Reason;
import io.ats.experiments.trial.Program;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries the engine in a process of its own, which a wrong native library may crash. */
final class EngineProbe {

  private static final String MARK = "probe:";
  private static final double MEBIBYTE = 1024 * 1024;

  private final List<String> command;
  private final long seconds;
  private EngineAnswer answer;

  /**
   * Creates a probe.
   *
   * @param command runs this class's {@link #main}
   * @param seconds the time in which it must answer
   */
  EngineProbe(List<String> command, long seconds) {
    this.command = List.copyOf(command);
    this.seconds = seconds;
  }

  /** Returns what the process said; it is started once. */
  EngineAnswer answer() throws IOException, InterruptedException {
    if (answer == null) {
      Program.Answer ended =
          Program.run(
              new ProcessBuilder(command).redirectErrorStream(true), seconds, process -> {});
      Map<String, String> said = new LinkedHashMap<>();
      ended
          .out()
          .lines()
          .filter(line -> line.startsWith(MARK) && line.contains("="))
          .map(line -> line.substring(MARK.length()).split("=", 2))
          .forEach(pair -> said.put(pair[0], pair[1]));
      answer = new EngineAnswer(said, ended, seconds);
    }
    return answer;
  }

  /** Says, a line each, as much as it comes to know. */
  public static void main(String[] arguments) {
    try {
      say("djl", Engine.getDjlVersion());
      PyTorchSetting setting = PyTorchSetting.here();
      Optional<Problem> problem = setting.problem();
      if (problem.isPresent()) {
        say("problem", problem.get().what());
        say("fix", problem.get().fix());
        return;
      }
      say("setting", setting.description());
      Engine engine = Engine.getInstance();
      say("engine", engine.getEngineName() + " " + engine.getVersion());
      say("library", LibUtils.getLibtorchPath());
      compute(Device.cpu());
      say("cpu", "right");
      say("gpus", String.valueOf(CudaUtils.getGpuCount()));
      for (int i = 0; i < engine.getGpuCount(); i++) {
        say("gpu:" + i, gpu(i));
      }
      say("done", "");
    } catch (IOException | RuntimeException | Error e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      say("failure", Reason.of(cause.getClass().getName(), String.valueOf(cause.getMessage())));
    }
  }

  private static void say(String key, String value) {
    System.out.println(MARK + key + "=" + value.replaceAll("\\s*\\R\\s*", " "));
  }

  private static String gpu(int index) {
    compute(Device.gpu(index));
    MemoryUsage memory = CudaUtils.getGpuMemory(Device.gpu(index));
    return "%s, %s free, compute capability %s"
        .formatted(
            Machine.gib(memory.getMax() / MEBIBYTE),
            Machine.gib((memory.getMax() - memory.getUsed()) / MEBIBYTE),
            CudaUtils.getComputeCapability(index));
  }

  /**
   * Computes a product of two matrices and its gradient.
   *
   * @throws IllegalStateException if they are wrong
   */
  private static void compute(Device device) {
    try (NDManager manager = NDManager.newBaseManager(device);
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray factor = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
      factor.setRequiresGradient(true);
      NDArray product = factor.matMul(factor); // (2,2)
      collector.backward(product.sum());
      expect("product", new float[] {7, 10, 15, 22}, product);
      expect("gradient", new float[] {7, 11, 9, 13}, factor.getGradient());
    }
  }

  private static void expect(String what, float[] right, NDArray found) {
    if (!Arrays.equals(right, found.toFloatArray())) {
      throw new IllegalStateException(
          "a " + what + " of matrices is wrong: " + Arrays.toString(found.toFloatArray()));
    }
  }
}
