package io.ats.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * How many trials this machine trains at a time.
 *
 * @param count at least 1
 * @param threads the engine's threads in each, 0 for its default
 * @param gpus how many GPUs the workers are spread over; 0: the CPU
 */
public record Workers(int count, int threads, int gpus) {

  /**
   * Chooses what was left open. Workers: as many as GPUs, without any as physical cores, but not
   * more than trials. Threads: the cores shared out among the workers; they do not depend on how
   * many trials are still missing, since sums may differ in the last digit with their number.
   *
   * @param asked the number of workers; 0: open
   * @param threads the threads of each; 0: open
   */
  public static Workers choose(int asked, int threads, int gpus, int cores, int trials) {
    int open = Math.max(1, Math.min(gpus > 0 ? gpus : cores, trials));
    int count = asked > 0 ? asked : open;
    int share = count == 1 ? 0 : Math.max(1, cores / count);
    return new Workers(count, threads > 0 ? threads : share, gpus);
  }

  /** Returns the physical cores that this process may use; its processors where not known. */
  public static int cores() {
    return cores(Path.of("/sys/devices/system/cpu"), Runtime.getRuntime().availableProcessors());
  }

  static int cores(Path system, int processors) {
    Set<String> cores = new HashSet<>();
    if (Files.isDirectory(system)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(system, "cpu[0-9]*")) {
        for (Path processor : all) {
          Path siblings = processor.resolve("topology/thread_siblings_list");
          if (Files.exists(siblings)) {
            cores.add(Files.readString(siblings).strip());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return cores.isEmpty() ? processors : Math.min(cores.size(), processors);
  }
}
