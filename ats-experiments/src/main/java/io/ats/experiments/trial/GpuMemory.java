package io.ats.experiments.trial;

import java.io.IOException;

/** The GPU memory of this process, as the driver's {@code nvidia-smi} tells it. */
final class GpuMemory {

  private static final ProcessBuilder QUERY =
      new ProcessBuilder(
          "nvidia-smi", "--query-compute-apps=pid,used_memory", "--format=csv,noheader,nounits");
  private static final long SECONDS = 20;

  private GpuMemory() {}

  /**
   * Returns what this process holds, MiB; NaN if the driver does not tell, as in a container that
   * numbers its processes itself. The engine gives memory back only where it found none, so that at
   * a process's end this is usually the most that it held, with the GPU's context.
   */
  static double heldMb() {
    try {
      String listed = Program.run(QUERY, SECONDS, process -> {}).out();
      return heldMb(listed, ProcessHandle.current().pid());
    } catch (IOException e) {
      return Double.NaN; // there is no nvidia-smi
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Double.NaN;
    }
  }

  /** Returns the sum over the lines {@code pid, MiB} of a process, NaN if there is none. */
  static double heldMb(String listed, long pid) {
    double sum = Double.NaN;
    for (String line : listed.lines().toList()) {
      String[] cells = line.strip().split("\\s*,\\s*");
      if (cells.length == 2 && cells[0].equals(Long.toString(pid)) && cells[1].matches("\\d+")) {
        sum = (Double.isNaN(sum) ? 0 : sum) + Double.parseDouble(cells[1]);
      }
    }
    return sum;
  }
}
