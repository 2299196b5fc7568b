package io.ats.experiments.results;

import io.ats.datasets.scene.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checksums of a trial's files when it ended: {@code checksums.txt}, which {@code sha256sum -c}
 * understands. Its last line is the checksum of the others.
 *
 * @param folder the trial's folder
 * @param sums SHA-256 by the file's path in the folder; empty if the trial has none
 */
public record Checksums(Path folder, Map<String, String> sums) {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");
  private static final String OWN = "# ";

  /** Writes those of the trial's files and of the text that its end is going to hold. */
  static void write(TrialFolder trial, Path end, String text) throws IOException {
    List<Path> files =
        new ArrayList<>(List.of(trial.config(), trial.metrics(), trial.provenance()));
    if (Files.isDirectory(trial.pictures())) {
      try (Stream<Path> pictures = Files.list(trial.pictures())) {
        pictures.sorted().forEach(files::add);
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        lines.append(line(trial.root(), file, Files.readAllBytes(file)));
      }
    }
    lines.append(line(trial.root(), end, text.getBytes(StandardCharsets.UTF_8)));
    String own = OWN + sum(lines.toString().getBytes(StandardCharsets.UTF_8)) + "\n";
    RunFiles.write(trial.checksums(), lines + own);
  }

  private static String line(Path root, Path file, byte[] content) {
    return sum(content) + "  " + root.relativize(file).toString().replace('\\', '/') + "\n";
  }

  /**
   * Reads those of a trial, none if it has no such file.
   *
   * @throws DamagedFileException if the file is not whole
   */
  public static Checksums read(TrialFolder trial) throws DamagedFileException {
    Map<String, String> sums = new LinkedHashMap<>();
    if (RunFiles.exists(trial.checksums())) {
      String text = RunFiles.text(trial.checksums());
      int last = text.lastIndexOf(OWN);
      String lines = text.substring(0, Math.max(0, last));
      String own = OWN + sum(lines.getBytes(StandardCharsets.UTF_8)) + "\n";
      if (last < 0 || !text.substring(last).equals(own)) {
        throw new DamagedFileException(trial.checksums(), "is not whole; nothing was checked");
      }
      Matcher line = LINE.matcher(lines);
      while (line.find()) {
        sums.put(line.group(2), line.group(1));
      }
    }
    return new Checksums(trial.root(), sums);
  }

  /**
   * Checks that a file is as it was when the trial ended; one that is not listed passes.
   *
   * @throws DamagedFileException if it is not
   */
  public void check(Path file) throws DamagedFileException {
    String sum = sums.get(folder.relativize(file).toString().replace('\\', '/'));
    if (sum != null && !sum.equals(sum(RunFiles.bytes(file)))) {
      throw new DamagedFileException(file, "was changed after the trial ended (checksums.txt)");
    }
  }

  private static String sum(byte[] content) {
    return Fingerprint.sha256(digest -> digest.update(content));
  }
}
