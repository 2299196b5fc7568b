package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.TinyRun;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real trial trained again, and what is said when it is not what it was. */
class ReplayTest {

  @TempDir Path folder;

  private Console replay(TrialFolder trial, String out) {
    return Console.run("replay", trial.root().toString(), "--out", folder.resolve(out).toString());
  }

  private static void change(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).containsPattern(from);
    Files.writeString(file, text.replaceFirst(from, to));
  }

  @Test
  void aTrialIsTrainedAgainToTheSameNumbers() throws IOException {
    TrialFolder trial = TinyRun.train(folder);
    Console same = replay(trial, "same");
    assertThat(same.out())
        .contains("no differences")
        .doesNotContain("provenance", "config.yaml is that of");
    assertThat(same.status()).isZero();
    TrialFolder now = new RunFolder(folder.resolve("same")).trial(trial.id());
    assertThat(now.config()).hasSameTextualContentAs(trial.config());
    assertThat(Files.readString(now.provenance())).containsPattern("\"threads\" : [1-9]");
    Console again = replay(trial, "same");
    assertThat(again.err()).contains("already exists", "--out");
    assertThat(again.status()).isEqualTo(2);

    // A number, a figure of the result and the provenance that another machine might have had.
    change(trial.metrics(), "(?m)^2,validation,[0-9.E-]+", "2,validation,7.5");
    change(trial.result(), "\"best_epoch\" : \\d+", "\"best_epoch\" : 9");
    change(trial.provenance(), "\"djl\" : \"[0-9.]+\"", "\"djl\" : \"0.0.1\"");
    Console other = replay(trial, "other");
    assertThat(other.out())
        .contains("metrics loss: 1 of 5 rows differ, first epoch 2 validation (7.5, now ")
        .contains("best_epoch: 9, now ")
        .contains("provenance djl: \"0.0.1\", now \"0.35.1\"")
        .contains("the numbers differ")
        .doesNotContain("metrics accuracy");
    assertThat(other.status()).isEqualTo(1);
  }

  @Test
  void aChangedConfigurationIsSaid() throws IOException {
    TrialFolder trial = TinyRun.train(folder);
    change(trial.config(), "epochs: 2", "epochs: 1");
    Console changed = replay(trial, "changed");
    assertThat(changed.out())
        .contains("config.yaml is that of ", ", not of " + trial.id())
        .contains("metrics: rows [epoch 1 train, ", "the numbers differ");
    assertThat(changed.status()).isEqualTo(1);
  }

  @Test
  void onlyACompleteTrialIsReplayed() throws IOException {
    Console none = Console.run("replay", folder.toString());
    assertThat(none.err()).contains("is not a trial's folder", "config.yaml");
    assertThat(none.status()).isEqualTo(2);
    TrialFolder trial = new TrialFolder(Files.createDirectory(folder.resolve("x")));
    for (Path file : new Path[] {trial.config(), trial.label(), trial.provenance()}) {
      Files.writeString(file, "{}");
    }
    Console incomplete = Console.run("replay", trial.root().toString());
    assertThat(incomplete.err()).contains("is not complete", "./ats run");
    assertThat(incomplete.status()).isEqualTo(2);
    assertThat(Console.run("replay").status()).isEqualTo(2);
  }
}
