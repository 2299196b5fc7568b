package io.ats.experiments.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ats.datasets.input.Csv;
import io.ats.experiments.Console;
import io.ats.experiments.results.Npy;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.results.TrialFolder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real trials on a folder of images of different sizes, whose models predict images. */
class PredictTest {

  private static final int IMAGES = 40;

  @TempDir static Path dir;
  @TempDir Path out;
  private static Path images;
  private static final Map<String, TrialFolder> TRIALS = new LinkedHashMap<>();

  @BeforeAll
  static void train() throws IOException {
    images = dir.resolve("images");
    Random random = new Random(1);
    for (int i = 0; i < IMAGES; i++) {
      draw(images.resolve(i % 2 == 0 ? "bär" : "kein tier").resolve("nr " + i + ".png"), random);
    }
    Path suite =
        Files.writeString(
            dir.resolve("own.yaml"),
            """
            suite: own
            base:
              dataset: {name: image-folder, path: '%s', view-scale: 0.25, test: 0.4, mean: [0.5, 0.4, 0.3], deviation: [0.2, 0.3, 0.2]}
              encoder: {name: lenet}
              aggregator: {name: mean}
              training: {epochs: 2, batch-size: 4, evaluation-batch-size: 4, pictures: 2}
            rows:
              - selector: {name: ats, patches: 3, patch-size: 32}
              - selector: {name: perturbed-topk, patches: 3, patch-size: 32, inference: perturbed}
              - selector: {name: all-patches, patch-size: 32}
                aggregator: {name: gated-attention}
              - selector: {name: ips, patches: 3, patch-size: 32, iteration: 8}
                aggregator: {name: cross-attention}
              - selector: {name: ram, patches: 2, patch-size: 16}
                dataset: {view-size: 24}
            """
                .formatted(images));
    RunFolder run = new RunFolder(dir.resolve("run"));
    Console console =
        Console.run("run", suite.toString(), "--out", run.root().toString(), "--workers", "2");
    assertThat(console.status()).as(console.err()).isZero();
    for (TrialFolder trial : run.allTrials()) {
      TRIALS.put(trial.id().replaceFirst("image-folder-(.*)-(mean|gated|cross).*", "$1"), trial);
    }
    assertThat(TRIALS).hasSize(5);
  }

  /** Draws an image of a random size with a bright square. */
  private static void draw(Path file, Random random) throws IOException {
    Files.createDirectories(file.getParent());
    int height = 48 + random.nextInt(60);
    int width = 48 + random.nextInt(60);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      image.setRGB(i % width, i / width, random.nextInt(0x1000000));
    }
    Graphics2D g = image.createGraphics();
    g.setColor(file.toString().contains("bär") ? Color.YELLOW : Color.BLUE);
    g.fillRect(random.nextInt(width - 16), random.nextInt(height - 16), 16, 16);
    g.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static List<Csv.Row> rows(String text) throws IOException {
    return Csv.parse("table", text);
  }

  /** Returns the prediction and probabilities of each image, without times and paths. */
  private static Map<String, List<String>> predictions(String table) throws IOException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Csv.Row row : rows(table).subList(1, rows(table).size())) {
      String name = images.relativize(Path.of(row.cells().get(0))).toString();
      all.put(name, row.cells().subList(1, row.cells().size() - 2));
    }
    return all;
  }

  /** Returns what the trial's own test phase predicted. */
  private static Map<String, List<String>> tested(TrialFolder trial) throws IOException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    List<Csv.Row> rows = rows(Files.readString(trial.predictions()));
    for (Csv.Row row : rows.subList(1, rows.size())) {
      all.put(row.cells().get(0), row.cells().subList(2, row.cells().size()));
    }
    return all;
  }

  private static Console predict(TrialFolder trial, List<String> more) {
    List<String> command = new ArrayList<>(List.of("predict", trial.root().toString()));
    command.addAll(more);
    return Console.run(command.toArray(String[]::new));
  }

  private static List<String> paths(Iterable<String> names) {
    List<String> paths = new ArrayList<>();
    names.forEach(name -> paths.add(images.resolve(name).toString()));
    return paths;
  }

  /** All test images together, among others, and one by one: to the last digit. */
  @Test
  void predictionsAreThoseOfTheTestPhase() throws IOException {
    for (Map.Entry<String, TrialFolder> each : TRIALS.entrySet()) {
      TrialFolder trial = each.getValue();
      Map<String, List<String>> expected = tested(trial);
      assertThat(expected.size()).as("not a multiple of the batch size").isGreaterThan(8);
      Console all = predict(trial, paths(expected.keySet()));
      assertThat(all.status()).as(all.err()).isZero();
      assertThat(predictions(all.out())).as(each.getKey()).isEqualTo(expected);

      Console folder = predict(trial, List.of(images.toString()));
      Map<String, List<String>> more = predictions(folder.out());
      assertThat(more).as(each.getKey()).hasSize(IMAGES).containsAllEntriesOf(expected);

      String one = List.copyOf(expected.keySet()).get(5);
      Console alone = predict(trial, paths(List.of(one)));
      assertThat(predictions(alone.out()))
          .as(each.getKey())
          .isEqualTo(Map.of(one, expected.get(one)));
      assertThat(alone.err()).contains("after epoch 2 of 2 (the last)");
    }
  }

  /** Without the folder that it was trained on. */
  @Test
  void aModelNeedsNoneOfItsData() throws IOException {
    TrialFolder trial = TRIALS.get("ats");
    Map<String, List<String>> expected = tested(trial);
    String name = List.copyOf(expected.keySet()).get(0);
    Path copy = Files.copy(images.resolve(name), out.resolve("copy.png"));
    Path away = dir.resolve("away");
    Files.move(images, away);
    try {
      Console console = predict(trial, List.of(copy.toString()));
      assertThat(console.status()).as(console.err()).isZero();
      List<String> row = rows(console.out()).get(1).cells();
      assertThat(row.subList(1, row.size() - 2)).isEqualTo(expected.get(name));
    } finally {
      Files.move(away, images);
    }
  }

  @Test
  void aBadImageCostsOneLine() throws IOException {
    TrialFolder trial = TRIALS.get("ats");
    List<String> named = new ArrayList<>(paths(tested(trial).keySet()).subList(0, 5));
    Path text = Files.writeString(out.resolve("text.png"), "no image");
    Path tiny = out.resolve("tiny.png");
    ImageIO.write(new BufferedImage(9, 8, BufferedImage.TYPE_INT_RGB), "png", tiny.toFile());
    named.add(1, text.toString());
    named.add(3, out.resolve("nowhere.png").toString());
    named.add(tiny.toString());

    Console csv = predict(trial, named);
    assertThat(csv.status()).isEqualTo(1);
    assertThat(predictions(csv.out())).hasSize(5);
    assertThat(csv.err().lines().filter(line -> line.startsWith("ats: ")))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("ats: " + text + ": "))
        .anyMatch(line -> line.contains("nowhere.png: no such file"))
        .anyMatch(line -> line.contains("tiny.png") && line.contains("8×9"));

    named.add("--format");
    named.add("json");
    JsonNode json = new ObjectMapper().readTree(predict(trial, named).out());
    assertThat(json).hasSize(8);
    assertThat(json.findValues("error")).hasSize(3);
  }

  @Test
  void anImageLargerThanAnyTrainedOnIsPredicted() throws IOException {
    Path large = out.resolve("large.png");
    BufferedImage image = new BufferedImage(300, 260, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", large.toFile());

    Console console = predict(TRIALS.get("ats"), List.of(large.toString()));

    assertThat(console.status()).as(console.err()).isZero();
    assertThat(rows(console.out())).hasSize(2);
  }

  @Test
  void filesSayWhereTheModelLooked() throws IOException {
    TrialFolder trial = TRIALS.get("ats");
    String name = List.copyOf(tested(trial).keySet()).get(0);
    Path image = images.resolve(name);
    Console console =
        predict(
            trial, List.of(image.toString(), "--out", out.toString(), "--geojson", "--patches"));
    assertThat(console.status()).as(console.err()).isZero();
    String stem = image.getFileName().toString().replace(".png", "");
    assertThat(out.resolve("predictions.csv")).content().isEqualTo(console.out());
    assertThat(ImageIO.read(out.resolve(stem + ".png").toFile())).isNotNull();
    assertThat(out.resolve(stem)).isDirectoryContaining("glob:**patch-03.png");

    BufferedImage whole = ImageIO.read(image.toFile());
    float[][] map = Npy.read(out.resolve(stem + ".npy"))[0];
    // The view is a quarter, and the map has its own cells, not those of larger images.
    assertThat(map.length).isEqualTo(Math.round(whole.getHeight() / 4f));
    assertThat(map[0].length).isEqualTo(Math.round(whole.getWidth() / 4f));
    double sum = Arrays.stream(map).mapToDouble(row -> sum(row)).sum();
    assertThat(sum).isBetween(0.999, 1.001);

    JsonNode geo = new ObjectMapper().readTree(out.resolve(stem + ".geojson").toFile());
    JsonNode patch = geo.get("features").get(0);
    assertThat(patch.path("properties").path("objectType").asText()).isEqualTo("annotation");
    JsonNode corner = patch.path("geometry").path("coordinates").get(0).get(0);
    BufferedImage cut = ImageIO.read(out.resolve(stem).resolve("patch-01.png").toFile());
    int x = corner.get(0).asInt();
    int y = corner.get(1).asInt();
    for (int i = 0; i < 32 * 32; i++) {
      int column = x + i % 32;
      int row = y + i / 32;
      boolean inside =
          row >= 0 && column >= 0 && row < whole.getHeight() && column < whole.getWidth();
      // Outside is the mean, which is zero after normalisation.
      int expected = inside ? whole.getRGB(column, row) : new Color(128, 102, 77).getRGB();
      assertThat(cut.getRGB(i % 32, i / 32)).as("pixel %d", i).isEqualTo(expected);
    }
  }

  /** Deep MIL has its attention: a map of an image's own tiles, as each patch's share says. */
  @Test
  void deepMilWritesItsAttention() throws IOException {
    TrialFolder trial = TRIALS.get("all-patches");
    Path image = images.resolve(List.copyOf(tested(trial).keySet()).get(0));
    Console console =
        predict(trial, List.of(image.toString(), "--out", out.toString(), "--geojson"));
    assertThat(console.status()).as(console.err()).isZero();
    String stem = image.getFileName().toString().replace(".png", "");
    BufferedImage whole = ImageIO.read(image.toFile());
    float[][] map = Npy.read(out.resolve(stem + ".npy"))[0];
    assertThat(map.length).isEqualTo((whole.getHeight() + 31) / 32);
    assertThat(map[0].length).isEqualTo((whole.getWidth() + 31) / 32);
    double sum = Arrays.stream(map).mapToDouble(PredictTest::sum).sum();
    assertThat(sum).isBetween(0.999, 1.001);
    JsonNode patches =
        new ObjectMapper().readTree(out.resolve(stem + ".geojson").toFile()).get("features");
    int cells = map.length * map[0].length;
    assertThat(patches).as("each patch, and each cell").hasSize(2 * cells);
    for (int k = 0; k < cells; k++) {
      JsonNode patch = patches.get(k).path("properties");
      assertThat(patch.path("name").asText()).isEqualTo("patch " + (k + 1));
      assertThat((float) patch.path("measurements").path("attention").asDouble())
          .isEqualTo(map[k / map[0].length][k % map[0].length]);
    }
  }

  private static double sum(float[] row) {
    double sum = 0;
    for (float value : row) {
      sum += value;
    }
    return sum;
  }

  @Test
  void listsStandardInputAndTheMostProbableClass() throws IOException {
    TrialFolder trial = TRIALS.get("ats");
    List<String> names = List.copyOf(tested(trial).keySet()).subList(0, 2);
    String list = String.join("\n", paths(names)) + "\n\n";
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));
    Console piped;
    try {
      piped = predict(trial, List.of("-", "--top", "1", "--checkpoint", "best"));
    } finally {
      System.setIn(before);
    }
    assertThat(piped.status()).as(piped.err()).isZero();
    assertThat(piped.err()).contains("the best on validation");
    assertThat(piped.out()).startsWith("image,class_1,p_1,milliseconds,pixels_read\n");
    Path file = Files.writeString(out.resolve("list.txt"), list);
    Console listed = predict(trial, List.of("--list", file.toString()));
    assertThat(predictions(listed.out()).keySet()).containsExactlyElementsOf(names);
  }

  @Test
  void namesThatAreAlikeAreKeptApart() throws IOException {
    String name = List.copyOf(tested(TRIALS.get("ats")).keySet()).get(0);
    List<String> command = new ArrayList<>();
    for (String copy : List.of("x/a.png", "y/a.png", "z/a-2.png")) {
      Path file = out.resolve(copy);
      Files.createDirectories(file.getParent());
      command.add(Files.copy(images.resolve(name), file).toString());
    }
    command.addAll(List.of("--out", out.resolve("looked").toString()));

    Console console = predict(TRIALS.get("ats"), command);

    assertThat(console.status()).as(console.err()).isZero();
    for (String written : List.of("a.png", "a-2.png", "a-2-2.png")) {
      assertThat(out.resolve("looked").resolve(written)).isRegularFile();
    }
  }

  @Test
  void imagesAreNotOverwritten() throws IOException {
    String name = List.copyOf(tested(TRIALS.get("ats")).keySet()).get(0);
    Path copy = Files.copy(images.resolve(name), out.resolve("copy.png"));
    Console console = predict(TRIALS.get("ats"), List.of(copy.toString(), "--out", out.toString()));
    assertThat(console.status()).isEqualTo(2);
    assertThat(console.err()).contains("--out is the folder of").contains("name another");
    assertThat(copy).hasSameBinaryContentAs(images.resolve(name));
  }

  /** Before a step is trained, naming the image. */
  @Test
  void anImageThatIsTooSmallIsToldAtOnce() throws IOException {
    Path suite =
        Files.writeString(
            out.resolve("large.yaml"),
            """
            suite: large
            base:
              dataset: {name: image-folder, path: '%s', view-scale: 0.25}
              encoder: {name: lenet}
              aggregator: {name: mean}
              training: {epochs: 1, pictures: 0}
            rows:
              - selector: {name: ats, patches: 3, patch-size: 90}
            """
                .formatted(images));
    Console console = Console.run("run", suite.toString(), "--out", out.resolve("run").toString());
    assertThat(console.status()).isEqualTo(1);
    assertThat(console.out() + console.err())
        .containsPattern(
            "image (bär|kein tier)/nr \\d+.png of \\d+×\\d+: a patch of 90×90 is larger")
        .doesNotContain("epoch 1/1");
  }

  @Test
  void wrongUseIsToldAndExitsWithTwo() {
    TrialFolder trial = TRIALS.get("ats");
    assertThat(predict(trial, List.of()).status()).isEqualTo(2);
    assertThat(predict(trial, List.of("x.png", "--geojson")).err()).contains("--out DIR");
    Console nowhere = Console.run("predict", dir.toString(), "x.png");
    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("is not a trial's folder");
  }
}
