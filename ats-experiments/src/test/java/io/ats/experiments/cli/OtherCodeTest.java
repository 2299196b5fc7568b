package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import io.ats.experiments.PluginJar;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import io.ats.experiments.stripes.StripesModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that were trained by a build or a plugin jar that is no longer the present one. */
class OtherCodeTest {

  private static final String SUITE =
      """
      suite: stripes
      base:
        dataset: {name: stripes}
        encoder: {name: linear}
        aggregator: {name: mean}
        training: {epochs: 1, batch-size: 20, pictures: 0}
      rows:
        - selector: {name: whole-image}
      """;

  @TempDir Path folder;

  private Console run(Path jar, String... more) throws IOException {
    Path suite = Files.writeString(folder.resolve("stripes.yaml"), SUITE);
    Stream<String> first =
        Stream.of("--plugin", jar.toString(), "run", suite.toString(), "--out", folder + "/run");
    return Console.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private TrialFolder trial() throws IOException {
    return new RunFolder(folder.resolve("run")).allTrials().get(0);
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("run/report/index.html"));
  }

  @Test
  void theyAreMarked() throws IOException {
    Path jar = PluginJar.write(folder.resolve("stripes.jar"), StripesModule.class);
    assertThat(run(jar).status()).isZero();
    assertThat(page()).doesNotContain("Other code");
    Path copies = folder.resolve("run/plugins");
    assertThat(copies).isDirectoryRecursivelyContaining("glob:**/stripes.jar");
    // The same module, in a jar with other bytes.
    Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);
    Console rebuilt = run(jar);
    assertThat(rebuilt.out())
        .contains("done before, by other code (stripes.jar); --retrain-changed trains it again");
    assertThat(page()).contains("Other code: whole-image, seed 0", "stripes.jar");
    // Another build of the project.
    String text = Files.readString(trial().provenance());
    assertThat(text).contains("\"code\" : \"unknown\"");
    Files.writeString(
        trial().provenance(), text.replace("\"code\" : \"unknown\"", "\"code\" : \"0123\""));
    Console built = run(jar);
    assertThat(built.out())
        .contains("done before, by other code (the project's code, stripes.jar)");
    assertThat(built.out())
        .contains(
            "warning: trained with something else, wholly or partly: ",
            "(the project's code, stripes.jar)");
  }
}
