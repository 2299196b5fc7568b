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
 * @param gpus the GPUs that the workers share; 0: the CPU
 */
public record Workers(int count, int threads, int gpus) {

  /**
   * Chooses what is left open. Workers: some per GPU, or without GPUs one per physical core, but no
   * more than trials. Threads: the cores divided by the workers. The number of trials still missing
   * has no influence, since sums may differ in the last digit with the number of threads.
   *
   * @param asked the number of workers; 0: open
   * @param threads the threads per worker; 0: open
   * @param perDevice the workers of a GPU
   * @param trials all trials, whether they have a result or not
   */
  public static Workers choose(
      int asked, int threads, int gpus, int perDevice, int cores, int trials) {
    int open = Math.max(1, Math.min(gpus > 0 ? gpus * perDevice : cores, trials));
    int count = asked > 0 ? asked : open;
    int share = count == 1 ? 0 : Math.max(1, cores / count);
    return new Workers(count, threads > 0 ? threads : share, gpus);
  }

  /** Returns the number of physical cores available, or of processors if that is unknown. */
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
