package io.ats.experiments.trial;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory this process has used. */
public final class Memory {

  private static final double MEBIBYTE = 1024 * 1024;

  private Memory() {}

  /** Returns the most there was: of the device on a GPU, else resident; NaN if unknown. */
  public static double peakMb(Device device) {
    return device.isGpu() ? CudaUtils.getGpuMemory(device).getUsed() / MEBIBYTE : status("VmHWM:");
  }

  /** Returns the resident size now, MiB; NaN if unknown. */
  public static double residentMb() {
    return status("VmRSS:");
  }

  /** Returns another process's resident size now, MiB; NaN if unknown. */
  public static double residentMb(long pid) {
    return read("/proc/" + pid + "/status", "VmRSS:");
  }

  /** Returns the largest resident size that another process has had, MiB; NaN if unknown. */
  public static double peakMb(long pid) {
    return read("/proc/" + pid + "/status", "VmHWM:");
  }

  /** Returns what could be had without taking from other processes, MiB; NaN if unknown. */
  public static double availableMb() {
    return read("/proc/meminfo", "MemAvailable:");
  }

  /** Lets the most there was begin anew at the resident size now; returns whether it could. */
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
