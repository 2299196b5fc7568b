package io.ats.experiments.trial;

import java.io.IOException;
import java.util.Optional;

/**
 * A GPU, as the driver's {@code nvidia-smi} tells it.
 *
 * @param mb its memory, MiB
 */
public record GpuCard(String name, double mb) {

  private static final long SECONDS = 20;

  /** Returns the GPU of that index; nothing if the driver does not tell. */
  public static Optional<GpuCard> of(int index) {
    ProcessBuilder query =
        new ProcessBuilder(
            "nvidia-smi",
            "--id=" + index,
            "--query-gpu=memory.total,name",
            "--format=csv,noheader,nounits");
    try {
      return parse(Program.run(query, SECONDS, process -> {}).out());
    } catch (IOException e) {
      return Optional.empty(); // there is no nvidia-smi
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Returns the GPU of a line {@code MiB, name}; nothing of any other text. */
  static Optional<GpuCard> parse(String line) {
    String[] cells = line.strip().split("\\s*,\\s*", 2);
    return cells.length == 2 && cells[0].matches("\\d+")
        ? Optional.of(new GpuCard(cells[1], Double.parseDouble(cells[0])))
        : Optional.empty();
  }
}
