package io.ats.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory that Linux's control groups, version 1 or 2, leave to a process.
 *
 * @param memberships the file that lists the process's groups
 * @param system the root folder of all groups
 */
record Cgroup(Path memberships, Path system) {

  private static final double MEBIBYTE = 1024 * 1024;

  /** The groups of this process. */
  static final Cgroup OWN = new Cgroup(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));

  /** Returns the memory left below the tightest limit, MiB; infinite without a limit. */
  double availableMb() {
    double available = Double.POSITIVE_INFINITY;
    try {
      List<String> lines = Files.exists(memberships) ? Files.readAllLines(memberships) : List.of();
      for (String line : lines) {
        String[] parts = line.split(":", 3);
        if (parts.length == 3 && parts[0].equals("0")) {
          available = Math.min(available, left(system, parts[2], "memory.max", "memory.current"));
        } else if (parts.length == 3 && List.of(parts[1].split(",")).contains("memory")) {
          available =
              Math.min(
                  available,
                  left(
                      system.resolve("memory"),
                      parts[2],
                      "memory.limit_in_bytes",
                      "memory.usage_in_bytes"));
        }
      }
    } catch (IOException e) {
      return available; // groups disappear; one that cannot be read sets no limit
    }
    return available;
  }

  /** Returns the memory left below the tightest limit of a group and its parents, MiB. */
  private static double left(Path root, String group, String limit, String usage)
      throws IOException {
    double left = Double.POSITIVE_INFINITY;
    Path folder = root.resolve(group.substring(1)).normalize();
    for (; folder.startsWith(root); folder = folder.getParent()) {
      if (Files.exists(folder.resolve(limit)) && Files.exists(folder.resolve(usage))) {
        String most = Files.readString(folder.resolve(limit)).strip();
        if (!most.equals("max")) {
          double used = number(folder.resolve(usage)) - reclaimable(folder.resolve("memory.stat"));
          left = Math.min(left, (Double.parseDouble(most) - used) / MEBIBYTE);
        }
      }
    }
    return left;
  }

  private static double number(Path file) throws IOException {
    return Double.parseDouble(Files.readString(file).strip());
  }

  /** Returns the bytes of cached files that the kernel can reclaim. */
  private static double reclaimable(Path stat) throws IOException {
    List<String> lines = Files.exists(stat) ? Files.readAllLines(stat) : List.of();
    return lines.stream()
        .filter(line -> line.matches("(total_)?inactive_file \\d+"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .max()
        .orElse(0);
  }
}
