package io.ats.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real trial that is trained in some seconds. */
public final class TinyRun {

  private static final String SUITE =
      """
      suite: tiny
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 24, validation: 8, test: 8, noise: 2, view-scale: 0.25}
        selector: {name: ats, patches: 3, patch-size: 32}
        encoder: {name: resnet18, width: 0.0625}
        aggregator: {name: mean}
        training: {epochs: 2, batch-size: 8, pictures: 0}
      """;

  private TinyRun() {}

  /** Trains it in the folder {@code run} and returns it. */
  public static TrialFolder train(Path folder) throws IOException {
    Path suite = Files.writeString(folder.resolve("tiny.yaml"), SUITE);
    RunFolder run = new RunFolder(folder.resolve("run"));
    // Two workers: the threads are not the default, and a replay must take them over.
    Console console =
        Console.run("run", suite.toString(), "--out", run.root().toString(), "--workers", "2");
    assertThat(console.status()).as(console.err()).isZero();
    return run.allTrials().get(0);
  }
}
