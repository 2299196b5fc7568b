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

  /** In place of a sum: that of no file. */
  private static final String NONE = "0".repeat(64);

  /**
   * Writes those of the trial's files and of the text that its end is going to hold.
   *
   * @param undrawn whether the pictures are still to be drawn; their list then has no sum
   */
  static void write(TrialFolder trial, Path end, String text, boolean undrawn) throws IOException {
    List<Path> files =
        new ArrayList<>(
            List.of(
                trial.config(),
                trial.data(),
                trial.metrics(),
                trial.predictions(),
                trial.provenance()));
    if (Files.isDirectory(trial.pictures())) {
      try (Stream<Path> pictures = Files.list(trial.pictures())) {
        pictures.sorted().forEach(files::add);
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      boolean replaced = undrawn && file.equals(PictureEntry.list(trial));
      if (!replaced && Files.isRegularFile(file) && Files.isReadable(file)) {
        lines.append(line(trial.root(), file, sum(Files.readAllBytes(file))));
      }
    }
    if (undrawn) {
      lines.append(line(trial.root(), PictureEntry.list(trial), NONE));
    }
    lines.append(line(trial.root(), end, sum(text.getBytes(StandardCharsets.UTF_8))));
    writeSealed(trial.checksums(), lines.toString());
  }

  /** Writes a text with its own checksum as the last line, a comment. */
  public static void writeSealed(Path file, String text) throws IOException {
    RunFiles.write(file, text + seal(text));
  }

  /**
   * Returns what {@link #writeSealed} wrote.
   *
   * @throws DamagedFileException if the file cannot be read, or was changed
   */
  public static String sealed(Path file) throws DamagedFileException {
    String all = RunFiles.text(file);
    int last = all.lastIndexOf(OWN);
    String text = all.substring(0, Math.max(0, last));
    if (last < 0 || !all.substring(last).equals(seal(text))) {
      throw new DamagedFileException(file, "is not whole, or was changed after it was written");
    }
    return text;
  }

  private static String seal(String text) {
    return OWN + sum(text.getBytes(StandardCharsets.UTF_8)) + "\n";
  }

  private static String line(Path root, Path file, String sum) {
    return sum + "  " + root.relativize(file).toString().replace('\\', '/') + "\n";
  }

  /**
   * Reads those of a trial, none if it has no such file.
   *
   * @throws DamagedFileException if the file is not whole
   */
  public static Checksums read(TrialFolder trial) throws DamagedFileException {
    Map<String, String> sums = new LinkedHashMap<>();
    if (RunFiles.exists(trial.checksums())) {
      Matcher line = LINE.matcher(sealed(trial.checksums()));
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

  /** Returns the listed files that are not there, or not as they were when the trial ended. */
  public List<DamagedFileException> damaged() {
    List<DamagedFileException> damaged = new ArrayList<>();
    for (String name : sums.keySet()) {
      try {
        check(folder.resolve(name));
      } catch (DamagedFileException e) {
        damaged.add(e);
      }
    }
    return damaged;
  }

  private static String sum(byte[] content) {
    return Fingerprint.sha256(digest -> digest.update(content));
  }
}
