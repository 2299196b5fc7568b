package io.ats.experiments.run;

import io.ats.experiments.results.Reason;
import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reason why a trial's process ended, if it wrote neither a result nor a failure. */
final class ExitReason {

  /** Before a line of the log that the process printed on its standard output: no reason. */
  static final String PRINTED = "out: ";

  private static final int MOST_BYTES = 1 << 16;
  private static final Pattern TRACE = Pattern.compile("\\s+at \\S.*|\\s*\\.\\.\\. \\d+ .*");
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "(?:Caused by: |Exception in thread \".*\" )?([\\w$.]+\\.[\\w$]+)(?:: (.*))?");

  private ExitReason() {}

  /**
   * Returns the reason; files that cannot be read add nothing to it.
   *
   * @param exit the exit status; 128 + n means signal n
   * @param logged size of the log before the process started, bytes
   */
  static String of(TrialFolder folder, long pid, int exit, long logged) {
    Path crash = folder.crash(pid);
    for (String line : lines(crash, size -> 0)) {
      if (line.matches("#\\s+SIG.*")) {
        // Java exits by SIGABRT after any crash, whatever its signal.
        return "the trial's process crashed natively: "
            + line.substring(1).strip()
            + "; see "
            + crash;
      }
    }
    String how =
        exit > 128
            ? "the trial's process was ended by signal " + (exit - 128) + name(exit - 128)
            : "the trial's process ended with status " + exit;
    String last =
        last(
            lines(folder.log(), size -> Math.max(Math.min(logged, size), size - MOST_BYTES))
                .stream()
                .filter(line -> !line.startsWith(PRINTED))
                .toList());
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

  /** Returns the last line that says something: of a stack trace, that of its innermost cause. */
  private static String last(List<String> lines) {
    int at = lines.size() - 1;
    while (at >= 0 && (lines.get(at).isBlank() || TRACE.matcher(lines.get(at)).matches())) {
      at--;
    }
    if (at < 0) {
      return "";
    }
    boolean traced = at + 1 < lines.size() && TRACE.matcher(lines.get(at + 1)).matches();
    // A message of several lines: the exception's name stands in the first.
    for (int i = at; traced && i >= 0 && !TRACE.matcher(lines.get(i)).matches(); i--) {
      Matcher exception = EXCEPTION.matcher(lines.get(i));
      if (exception.matches()) {
        String message = exception.group(2) == null ? "" : exception.group(2);
        return Reason.of(exception.group(1), message);
      }
    }
    return Reason.firstLine(lines.get(at));
  }

  /** Returns the lines of a part of a file, none if it cannot be read; from its size, the start. */
  private static List<String> lines(Path file, LongUnaryOperator start) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start.applyAsLong(Files.size(file)));
      // Bytes that are not UTF-8 are replaced.
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
