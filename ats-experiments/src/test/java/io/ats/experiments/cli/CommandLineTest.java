package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands print and how they end, and what bad input is answered with. */
class CommandLineTest {

  @TempDir Path folder;

  private Console smoke(String... more) {
    String[] all = new String[4 + more.length];
    all[0] = "run";
    all[1] = "smoke";
    all[2] = "--out";
    all[3] = folder.resolve("run").toString();
    System.arraycopy(more, 0, all, 4, more.length);
    return Console.run(all);
  }

  private void rejected(Console console, String... texts) {
    assertThat(console.err()).contains(texts).doesNotContain("\tat ");
    assertThat(console.status()).isEqualTo(2);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void listsNamesOneALine() {
    Console console = Console.run("list", "selectors");
    assertThat(console.status()).isZero();
    assertThat(console.out().lines())
        .containsExactly(
            "all-patches",
            "ats",
            "ats-systematic",
            "ats-with-replacement",
            "autoregressive",
            "dftopk",
            "dram",
            "grid-crops",
            "gumbel-topk",
            "hard-topk",
            "ips",
            "lapsum-topk",
            "nts-net",
            "nts-topk",
            "perturbed-topk",
            "proxy-only",
            "ram",
            "reinforce",
            "saccade",
            "sinkhorn-topk",
            "spatial-transformer",
            "two-pass",
            "uniform",
            "whole-image");
    assertThat(Console.run("list", "aggregators", "--json").out().replaceAll("\\s", ""))
        .isEqualTo(
            "[\"concat\",\"cross-attention\",\"decision-fusion\",\"gated-attention\",\"max\",\"mean\",\"normalised-logits\",\"summed-logits\",\"transformer\",\"whole-and-parts\"]");
    assertThat(Console.run("list", "suites").out()).contains("quick", "smoke", "megapixel-mnist");
    assertThat(Console.run("list", "datasets").out().lines())
        .containsExactly(
            "billiards",
            "cluttered-mnist",
            "colon-cancer",
            "cub-200",
            "image-folder",
            "lymphoma",
            "marines",
            "megapixel-mnist",
            "mit-adobe-5k",
            "traffic-signs");
    assertThat(Console.run("list", "encoders").out())
        .contains("convnet", "lenet", "ats-resnet", "resnet18");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ats",
        "ats-systematic",
        "ats-with-replacement",
        "reinforce",
        "autoregressive",
        "uniform",
        "two-pass",
        "hard-topk",
        "sinkhorn-topk",
        "gumbel-topk",
        "lapsum-topk",
        "dftopk",
        "perturbed-topk",
        "ips",
        "nts-net",
        "nts-topk",
        "all-patches",
        "whole-image",
        "grid-crops",
        "proxy-only",
        "saccade",
        "spatial-transformer",
        "ram",
        "dram",
        "megapixel-mnist",
        "lenet",
        "ats-resnet",
        "resnet18",
        "resnet34",
        "deep-mil",
        "lymphoma-net",
        "fully-convolutional",
        "mean",
        "max",
        "gated-attention",
        "concat",
        "summed-logits",
        "whole-and-parts",
        "normalised-logits",
        "decision-fusion",
        "cross-attention",
        "transformer",
        "billiards",
        "cub-200",
        "mit-adobe-5k",
        "traffic-signs",
        "lymphoma",
        "colon-cancer",
        "training",
        "objective",
        "launcher",
        "search",
        "quick"
      })
  void describesEverything(String name) {
    Console console = Console.run("describe", name);
    assertThat(console.err()).isEmpty();
    assertThat(console.status()).isZero();
    assertThat(console.out()).startsWith(name);
    assertThat(console.out().lines().count()).isGreaterThan(2);
  }

  @Test
  void describeNamesDefaultRangeAndPaper() {
    assertThat(Console.run("describe", "ats").out())
        .contains(
            "ICML 2019",
            "unordered-set|rao-blackwell|score-function|reference",
            "default unordered-set")
        .contains("scorer.channels");
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    Console kind = Console.run("list", "selector");
    assertThat(kind.err()).contains("did you mean 'selectors'?");
    assertThat(kind.status()).isEqualTo(2);
    assertThat(Console.run("describe", "unifrom").err()).contains("did you mean 'uniform'?");
    assertThat(Console.run("run", "quik").err()).contains("'quick'");
    assertThat(Console.run("run", "smoke@litte").err()).contains("lite");
    assertThat(Console.run("bench", "scen").err()).contains("did you mean 'scene'?");
  }

  @Test
  void anUnknownSelectorIsRefused() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        suite: mine
        about: a
        source: b
        base:
          dataset: {name: megapixel-mnist}
          encoder: {name: lenet}
          aggregator: {name: mean}
        rows:
          - selector: {name: atts}
        """);
    Console console =
        Console.run("run", file.toString(), "--out", folder.resolve("run").toString());
    rejected(console, "mine.yaml:9", "unknown selector 'atts'", "did you mean 'ats'?");
  }

  @Test
  void badSettingsAreRefusedByName() {
    rejected(smoke("--set", "training.epocs=3"), "unknown key", "training.epocs", "epochs");
    rejected(smoke("--set", "training.epochs=ten"), "training.epochs", "whole number", "'ten'");
    rejected(smoke("--set", "training.epochs=-1"), "training.epochs", "at least 0", "-1");
    rejected(smoke("--set", "training.epochs=0"), "training.epochs=0", "one of them must be 0");
    rejected(smoke("--only", "selector=nothing"), "nothing", "uniform");
    rejected(smoke("--device", "tpu"), "auto, cpu, gpu", "'tpu'");
    rejected(smoke("--workers", "0"), "--workers", "at least 1");
    rejected(smoke("--launcher", "cloud"), "--launcher", "local or slurm", "'cloud'");
    rejected(smoke("--detach"), "--detach", "--launcher slurm");
    rejected(smoke("--set", "launcher.time-limit=-1"), "launcher.time-limit", "at least 0");
  }

  @Test
  void whatDoesNotFitTheImagesIsRefusedBeforeAnythingIsWritten() {
    rejected(
        smoke("--only", "selector=ats", "--set", "selector.patches=5000"),
        "trial 'ats'",
        "patches = 5000",
        "1024 positions",
        "at most 1024");
    rejected(
        smoke("--only", "selector=ats", "--set", "selector.patch-size=500"),
        "patch of 500×500",
        "larger than the image of 128×128",
        "at most 128");
    rejected(
        smoke(
            "--only",
            "selector=ats",
            "--set",
            "selector.patch-size=8",
            "--set",
            "encoder={name: lenet}"),
        "lenet",
        "at least 13×13",
        "8×8");
  }

  @Test
  void anUnwritableFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Console console = Console.run("run", "smoke", "--out", file.resolve("run").toString());
    assertThat(console.err()).contains("cannot write the run folder", "--out");
    assertThat(console.status()).isEqualTo(2);
  }

  @Test
  void aRunFolderOfAnotherSuiteIsRefusedAndLeftAlone() throws IOException {
    Path suite = folder.resolve("other").resolve("suite.yaml");
    Files.createDirectories(suite.getParent());
    String text = "suite: other\nabout: a\nsource: b\npreset: lite\ntrials: []\n";
    Files.writeString(suite, text);
    Console console = Console.run("run", "smoke", "--out", suite.getParent().toString());
    assertThat(console.err()).contains("holds a run of other@lite", "smoke@lite", "--out");
    assertThat(console.status()).isEqualTo(2);
    assertThat(suite).hasContent(text);
    assertThat(suite.getParent().resolve("results.csv")).doesNotExist();
  }

  @Test
  void aFolderWithoutResultsHasNoReport() {
    Console console = Console.run("report", folder.toString());
    assertThat(console.err()).contains(folder.toString(), "no folder trials", "./ats run");
    assertThat(console.status()).isEqualTo(2);
  }

  @Test
  void aMissingPluginIsRefused() {
    Console console = Console.run("--plugin", "no.jar", "list", "selectors");
    assertThat(console.err()).contains("--plugin no.jar", "no such file");
    assertThat(console.status()).isEqualTo(2);
  }

  @Test
  void helpIsOnEverything() {
    for (String command :
        new String[] {
          "run",
          "report",
          "replay",
          "export",
          "list",
          "describe",
          "trial",
          "task",
          "bench",
          "doctor"
        }) {
      Console console = Console.run(command, "--help");
      assertThat(console.status()).isZero();
      assertThat(console.out()).contains("Usage: ats " + command);
    }
    assertThat(Console.run().status()).isEqualTo(2);
  }

  @Test
  void aGpuThatIsNotThereIsSaidOnce() {
    for (String device : new String[] {"gpu:99", "gpu:999"}) {
      rejected(smoke("--device", device), "--device " + device, "--device cpu");
      rejected(smoke("--device", device, "--dry-run"), "--device " + device, "--device cpu");
    }
  }

  @Test
  void withoutANameThereIsAList() {
    Console kinds = Console.run("list");
    assertThat(kinds.status()).isZero();
    assertThat(kinds.out().lines())
        .containsExactly("selectors", "datasets", "suites", "scorers", "encoders", "aggregators");
    assertThat(Console.run("list", "--help").out().replaceAll("\\s+", " "))
        .contains(
            "One of selectors, datasets, suites, scorers, encoders, aggregators; without one");
    Console benchmarks = Console.run("bench");
    assertThat(benchmarks.status()).isZero();
    assertThat(benchmarks.out()).contains("scene: ", "inference-speed: ");
  }

  private Console runFile(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), String.join("\n", lines));
    return Console.run("run", file.toString());
  }

  @Test
  void namesDoNotLeaveTheFolder() throws IOException {
    rejected(
        runFile("about: a", "suite: ../../ESCAPED"), "mine.yaml:2: suite: ", "'../../ESCAPED'");
    rejected(runFile("suite: \"a\\0b\""), "mine.yaml:1: suite: ", "a\\u0000b");
    rejected(runFile("suite: \"\""), "mine.yaml:1: suite: ");
    rejected(runFile("suite: " + "a".repeat(61)), "mine.yaml:1: suite: ", "at most 60");
    rejected(
        runFile("suite: a", "preset: ../b", "presets:", "  ../b: {}"), "mine.yaml:2: preset: ");
    rejected(runFile("suite: a", "presets:", "  lite: {}", "  ../b: {}"), "mine.yaml:4: presets: ");
  }

  @Test
  void labelsCanBePrintedAndDrawn() throws IOException {
    for (String label :
        new String[] {"''", "\"a\\n\\nb\"", "\"\\e[31m\"", "\"\\a\"", "\"\\u202e\""}) {
      rejected(
          runFile("suite: a", "rows:", "  - label: " + label),
          "mine.yaml:3: rows[0].label: ",
          "printable");
    }
    Console lengthy = runFile("suite: a", "rows:", "  - label: " + "x".repeat(9_000));
    rejected(lengthy, "mine.yaml:3: rows[0].label: ", "1 to 120", "9000 characters");
    assertThat(lengthy.err()).hasSizeLessThan(500);
  }

  @Test
  void nothingUnprintableIsEchoed() throws IOException {
    Console console =
        runFile("suite: a", "base: {dataset: {name: megapixel-mnist, mnist: \"a\\0\\e[31m\"}}");
    rejected(console, "mine.yaml:2: dataset.mnist: ", "a\\u0000\\u001B");
    assertThat(console.err()).doesNotContain("\u0000", "\u001B");
    rejected(Console.run("run", "a\u0000b"), "a\\u0000b");
    assertThat(Console.run("run", "smoke", "--set", "a\u001B=1").err()).doesNotContain("\u001B");
    assertThat(Console.run("list", "\u001B[31m").err()).doesNotContain("\u001B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X",
        "list X",
        "list --X",
        "describe X",
        "bench X",
        "run X",
        "run smoke@X",
        "run smoke --X",
        "run smoke --workers X",
        "run smoke --launcher X",
        "run smoke --device X",
        "run smoke --set X",
        "run smoke --set X=1",
        "run smoke --set training.X=1",
        "run smoke --set training.epochs=X",
        "run smoke --set training.optimiser=X",
        "run smoke --set selector=X",
        "run smoke --set selector.name=X",
        "run smoke --set dataset.name=X",
        "run smoke --set launcher.slurm.arguments=[X]",
        "run smoke --only X",
        "run smoke --only X=1",
        "run smoke --only selector=X",
        "task smoke X",
      })
  void echoedValuesAreCut(String command) {
    String text = "\u001B[31m\u0007 " + "x".repeat(2500) + " x y".repeat(1000);
    String[] words = command.split(" ");
    Arrays.setAll(words, i -> words[i].replace("X", text));
    Console console = Console.run(words);
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("\\u001B").doesNotContain("\u001B", "\u0007", "\tat ");
    assertThat(console.err().chars().filter(c -> c == 'x').count()).isLessThan(700);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "suite: X",
        "preset: X",
        "X: 1",
        "presets: {X: {}}",
        "rows: [{X: 1}]",
        "rows: [{selector: {name: X}}]",
        "rows: [{dataset: {name: megapixel-mnist, X: 1}}]",
        "rows: [{dataset: {name: megapixel-mnist, task: X}}]",
        "rows: [{training: {epochs: X}}]",
        "rows: [{training: X}]",
        "grid: {X: [1]}",
        "grid: {X: 1}",
        "grid: {X: []}",
        "grid: {X: [1, 1]}",
        "grid: {X: {a: {b: 1}}}",
        "grid: {X+seed: [1]}",
        "rows: [{label: X}]",
        "launcher: {X: 1}",
        "launcher: {slurm: {arguments: [X]}}",
      })
  void echoedValuesOfASuiteAreCut(String line) throws IOException {
    String text = "\\e[31m\\a " + "x".repeat(2500) + " x y".repeat(1000);
    Console console =
        runFile(
            line.startsWith("suite") ? "about: a" : "suite: a",
            line.replace("X", '"' + text + '"'),
            "base: {dataset: {name: megapixel-mnist}, selector: {name: uniform},"
                + " encoder: {name: convnet}, aggregator: {name: mean}}");
    rejected(console, "mine.yaml:2: ");
    assertThat(console.err()).doesNotContain("\u001B", "\u0007");
    assertThat(console.err().chars().filter(c -> c == 'x').count()).isLessThan(700);
  }

  @Test
  void aLargeGridIsNotExpandedUnasked() throws IOException {
    String many =
        IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String[] grid = {
      "suite: a",
      "grid:",
      "  seed: [" + many + "]",
      "  training.epochs: [" + many + "]",
      "  training.batch-size: [" + many + "]",
      "  training.pictures: [" + many + "]"
    };
    rejected(runFile(grid), "1000000000000 trials", "10000", "--yes");
    Path file = folder.resolve("mine.yaml");
    rejected(Console.run("run", file.toString(), "--yes", "--dry-run"), "1000000000000", "at most");
  }

  @Test
  void anUnreadableFileIsSaidWithItsReason() throws IOException {
    Path file = Files.createDirectory(folder.resolve("mine.yaml"));
    rejected(Console.run("run", file.toString()), file + ": ", "directory");
    rejected(Console.run("run", "/dev/zero"), "/dev/zero: larger than");
  }
}
