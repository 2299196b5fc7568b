package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.results.Npy;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system's language must not change: names of files, and the numbers in them. */
class LocaleTest {

  private static final String SUITE =
      """
      suite: tiny
      base:
        dataset: {name: megapixel-mnist, height: 112, width: 112, train: 8, validation: 8, test: 8, noise: 2, view-scale: 0.25}
        encoder: {name: resnet18, width: 0.0625}
        aggregator: {name: mean}
        training: {epochs: 1, batch-size: 8, pictures: 1, picture-every: 1}
      rows:
        - selector: {name: ats, patches: 2, patch-size: 32}
      """;

  @TempDir Path folder;

  @Test
  void digitsAreTheUsualOnesInEgypt() throws Exception {
    Path suite = Files.writeString(folder.resolve("tiny.yaml"), SUITE);
    Path out = folder.resolve("run");
    List<String> egypt = List.of("-Duser.language=ar", "-Duser.country=EG");
    List<String> command =
        JavaCommand.ats(
            argument -> true, egypt, List.of(), "run", suite.toString(), "--out", out.toString());
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).doesNotContainPattern("[\\u0660-\\u0669\\u066B]");

    TrialFolder trial = new RunFolder(out).allTrials().get(0);
    // Nor does the engine's own code warn in it.
    assertThat(trial.log()).content().doesNotContain("AutoNonVariableTypeMode");
    List<Path> files = files(trial.root());
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .contains("test-000.png")
        .allMatch(name -> name.chars().allMatch(c -> c < 128));
    List<Path> maps = files.stream().filter(file -> file.toString().endsWith(".npy")).toList();
    assertThat(maps).isNotEmpty();
    for (Path map : maps) {
      assertThat(new String(Files.readAllBytes(map), StandardCharsets.ISO_8859_1))
          .containsPattern("'shape': \\([0-9]");
      Npy.read(map);
    }
    assertThat(Files.readString(trial.metrics())).doesNotContainPattern("[^\\x00-\\x7f]");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
