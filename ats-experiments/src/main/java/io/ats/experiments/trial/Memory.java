package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures memory. */
public final class Memory {

  private static final double MEBIBYTE = 1024 * 1024;

  private Memory() {}

  /**
   * Returns this process's largest resident size so far, or on a GPU the memory that it holds
   * there, usually its largest too, since the engine keeps what it has; MiB, NaN if unknown.
   */
  public static double peakMb(Device device) {
    return device.isGpu() ? GpuMemory.heldMb() : status("VmHWM:");
  }

  /** Returns this process's resident size now, MiB; NaN if unknown. */
  public static double residentMb() {
    return status("VmRSS:");
  }

  /** Returns another process's resident size now, MiB; NaN if unknown. */
  public static double residentMb(long pid) {
    return read("/proc/" + pid + "/status", "VmRSS:");
  }

  /** Returns another process's largest resident size so far, MiB; NaN if unknown. */
  public static double peakMb(long pid) {
    return read("/proc/" + pid + "/status", "VmHWM:");
  }

  /** Returns the memory that is available without swapping, MiB; NaN if unknown. */
  public static double availableMb() {
    return read("/proc/meminfo", "MemAvailable:");
  }

  /**
   * Returns a GPU's memory, MiB, as CUDA numbers the GPUs: {@code CUDA_VISIBLE_DEVICES} hides some.
   */
  public static double totalMb(Device gpu) {
    return CudaUtils.getGpuMemory(gpu).getMax() / MEBIBYTE;
  }

  /** Returns the memory that is available on a device, MiB; NaN if unknown. */
  public static double availableMb(Device device) {
    if (!device.isGpu()) {
      return availableMb();
    }
    MemoryUsage usage = CudaUtils.getGpuMemory(device);
    return (usage.getMax() - usage.getUsed()) / MEBIBYTE;
  }

  /** Resets the peak to the resident size now; returns whether the system allows it. */
  public static boolean resetPeak() {
    Path file = Path.of("/proc/self/clear_refs");
    try {
      if (Files.exists(file)) {
        Files.writeString(file, "5");
        return true;
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static double status(String key) {
    return read("/proc/self/status", key);
  }

  private static double read(String path, String key) {
    Path file = Path.of(path);
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith(key))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
