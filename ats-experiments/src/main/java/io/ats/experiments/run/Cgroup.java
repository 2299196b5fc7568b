package io.ats.experiments.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory that a control group leaves its processes, in both versions of Linux's control groups.
 *
 * @param memberships the file that says which groups a process is in
 * @param system where groups are files
 */
record Cgroup(Path memberships, Path system) {

  private static final double MEBIBYTE = 1024 * 1024;

  /** This process's groups. */
  static final Cgroup OWN = new Cgroup(Path.of("/proc/self/cgroup"), Path.of("/sys/fs/cgroup"));

  /** Returns what the tightest limit leaves, MiB; infinite without one. */
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
      return available; // groups come and go; what cannot be read sets no limit
    }
    return available;
  }

  /** Returns the least that a group or one above it leaves. */
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

  /** Returns the bytes of files read that the kernel gives back when memory is wanted. */
  private static double reclaimable(Path stat) throws IOException {
    List<String> lines = Files.exists(stat) ? Files.readAllLines(stat) : List.of();
    return lines.stream()
        .filter(line -> line.matches("(total_)?inactive_file \\d+"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .max()
        .orElse(0);
  }
}
