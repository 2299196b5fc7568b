package io.ats.experiments.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one trial.
 *
 * @param root the trial's folder, named after the trial
 */
public record TrialFolder(Path root) {

  private static final Pattern ATTENTION = Pattern.compile("attention-(\\d{4,9})\\.npy");
  private static final Pattern BLENDS = Pattern.compile("blends-(\\d{4,9})\\.png");

  /** Returns the trial's identifier. */
  public String id() {
    return root.getFileName().toString();
  }

  /** Returns everything that determines the trial. */
  public Path config() {
    return root.resolve("config.yaml");
  }

  /** Returns the sizes of the images and the task. */
  public Path data() {
    return root.resolve("data.json");
  }

  /** Returns the suite and row that it belongs to, and the device to run on. */
  public Path label() {
    return root.resolve("label.json");
  }

  /** Returns the result of a trial that failed; removed when it is tried again. */
  public Path failure() {
    return root.resolve("failure.json");
  }

  /** Returns the table with a row for each epoch and split. */
  public Path metrics() {
    return root.resolve("metrics.csv");
  }

  /** Returns the table with a row for each test image, of the last epoch. */
  public Path predictions() {
    return root.resolve("predictions.csv");
  }

  /** Returns the record of where the numbers come from. */
  public Path provenance() {
    return root.resolve("provenance.json");
  }

  /** Returns the result; written last, by rename: present means complete. */
  public Path result() {
    return root.resolve("result.json");
  }

  /** Returns the result that the trial had before its other files were to be written anew. */
  public Path earlierResult() {
    return root.resolve("result.json.earlier");
  }

  /** Returns the checksums of the other files when the trial ended. */
  public Path checksums() {
    return root.resolve("checksums.txt");
  }

  /** Returns the folder of the checkpoint that training resumes from. */
  public Path checkpoint() {
    return root.resolve("checkpoint");
  }

  /** Returns the log of the trial's process. */
  public Path log() {
    return root.resolve("log.txt");
  }

  /**
   * Returns the score maps of the pictured test images after an epoch: {@code (images, rows,
   * columns)} as {@code .npy}.
   */
  public Path attention(int epoch) {
    return pictures().resolve("attention-%04d.npy".formatted(epoch));
  }

  /** Returns the epochs whose score maps were written, ascending. */
  public List<Integer> attentionEpochs() throws IOException {
    return epochs(ATTENTION);
  }

  /** Returns the picture of the blended patches of the first test image in an epoch. */
  public Path blends(int epoch) {
    return pictures().resolve("blends-%04d.png".formatted(epoch));
  }

  /** Returns the epochs whose blended patches were drawn, ascending. */
  public List<Integer> blendEpochs() throws IOException {
    return epochs(BLENDS);
  }

  private List<Integer> epochs(Pattern pattern) throws IOException {
    if (!Files.isDirectory(pictures())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(pictures())) {
      return files
          .map(file -> pattern.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Integer.parseInt(name.group(1)))
          .sorted()
          .toList();
    }
  }

  /** Returns the log that Java writes when a process of the trial crashes natively. */
  public Path crash(long pid) {
    return root.resolve("crash-" + pid + ".log");
  }

  /** Returns the file that the process training the trial holds a lock on. */
  public Path lock() {
    return root.resolve(".lock");
  }

  /** Returns the folder of pictures of test images, one PNG each, with {@code pictures.json}. */
  public Path pictures() {
    return root.resolve("pictures");
  }
}
