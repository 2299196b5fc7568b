package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import io.ats.core.options.Printable;

/** Chooses the device to run on. */
public final class Devices {

  private Devices() {}

  /**
   * Returns the device: {@code auto} is the first GPU if the engine has one, else the CPU.
   *
   * @throws IllegalArgumentException for any other text, or a GPU that does not exist
   */
  public static Device of(String text) {
    checkForm(text);
    int gpus = Engine.getInstance().getGpuCount();
    if (text.equals("cpu") || (text.equals("auto") && gpus == 0)) {
      return Device.cpu();
    }
    return Device.gpu(require(text, gpus));
  }

  /**
   * Checks the text, and that a GPU that it names exists on this machine.
   *
   * @throws IllegalArgumentException for any other text, or a GPU that does not exist
   */
  public static void check(String text) {
    checkForm(text);
    if (text.startsWith("gpu")) {
      // The engine is started only if there is a GPU.
      require(text, CudaUtils.getGpuCount() == 0 ? 0 : Engine.getInstance().getGpuCount());
    }
  }

  /** Returns the text of a device, as {@link #of} takes it. */
  public static String text(Device device) {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  private static int require(String text, int gpus) {
    int index = text.startsWith("gpu:") ? Integer.parseInt(text.substring(4)) : 0;
    if (index >= gpus) {
      throw new IllegalArgumentException(
          "--device "
              + text
              + ": the engine sees "
              + gpus
              + " GPUs; use --device cpu, or build with the cuda profile (ATS_PROFILE=cuda)");
    }
    return index;
  }

  /** Returns the number of GPUs that trials can be spread over; 0 if they run on the CPU. */
  public static int gpus(String text) {
    if (text.equals("cpu")) {
      return 0;
    }
    if (text.startsWith("gpu:")) {
      return 1;
    }
    // The engine is started only if there is a GPU.
    return CudaUtils.getGpuCount() == 0 ? 0 : Engine.getInstance().getGpuCount();
  }

  /**
   * Checks the text without starting the engine.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static void checkForm(String text) {
    if (!text.matches("auto|cpu|gpu(:\\d{1,3})?")) {
      throw new IllegalArgumentException(
          "--device: expected auto, cpu, gpu or gpu:i, got '" + Printable.shown(text) + "'");
    }
  }
}
