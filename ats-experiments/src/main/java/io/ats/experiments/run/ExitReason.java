package io.ats.experiments.run;

import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The reason why a trial's process ended, if it wrote neither a result nor a failure. */
final class ExitReason {

  private ExitReason() {}

  /**
   * Returns the reason.
   *
   * @param exit the exit status; 128 + n means signal n
   */
  static String of(TrialFolder folder, long pid, int exit) throws IOException {
    Path crash = folder.crash(pid);
    String crashed = line(crash, text -> text.matches("#\\s+SIG.*"), false);
    if (!crashed.isEmpty()) {
      // Java exits by SIGABRT after any crash, whatever its signal.
      return "the trial's process crashed natively: "
          + crashed.substring(1).strip()
          + "; see "
          + crash;
    }
    String how =
        exit > 128
            ? "the trial's process was ended by signal " + (exit - 128) + name(exit - 128)
            : "the trial's process ended with status " + exit;
    String last = line(folder.log(), text -> !text.isBlank(), true);
    return how + "; see " + folder.log() + (last.isEmpty() ? "" : ": " + last);
  }

  private static String name(int signal) {
    return switch (signal) {
      case 6 -> " (SIGABRT: the native library aborted)";
      case 9 -> " (SIGKILL: perhaps out of memory)";
      case 11 -> " (SIGSEGV: the native library crashed)";
      case 15 -> " (SIGTERM)";
      default -> "";
    };
  }

  /** Returns a file's first or last wanted line, empty if there is none. */
  private static String line(Path file, Predicate<String> wanted, boolean last) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    List<String> lines = Files.readAllLines(file).stream().filter(wanted).toList();
    return lines.isEmpty() ? "" : lines.get(last ? lines.size() - 1 : 0);
  }
}
