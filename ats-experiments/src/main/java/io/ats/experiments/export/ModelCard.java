package io.ats.experiments.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.ats.core.ImageSpec;
import io.ats.core.data.Task;
import io.ats.core.plugin.About;
import io.ats.core.plugin.Component;
import io.ats.datasets.scene.Fingerprint;
import io.ats.experiments.config.TrialConfig;
import io.ats.experiments.results.Code;
import io.ats.experiments.results.TrialResult;
import io.ats.experiments.yaml.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The page that a model is given to others with, made of its trial's files alone.
 *
 * @param export the model
 */
record ModelCard(Export export) {

  private static final String PYTHON =
      """
      ```python
      from safetensors.numpy import load_file
      tensors = load_file("model.safetensors")
      print({name: values.shape for name, values in tensors.items()})
      ```""";

  /** Facts of provenance that stand elsewhere on the page, or are nobody's business. */
  private static final Set<String> ELSEWHERE = Set.of("from", "to", "host", "data_checksum");

  /** Returns the page; {@code model} is the file of the parameters. */
  String text(Path model) throws IOException {
    Markdown page = new Markdown();
    page.heading(1, "Model of trial " + export.trial().folder().id());
    what(page);
    page.heading(2, "Results");
    new CardResults(export).add(page);
    page.heading(2, "Data");
    data(page);
    page.heading(2, "Loading the parameters");
    parameters(page);
    page.heading(2, "Limits");
    limits(page);
    page.heading(2, "Configuration");
    configuration(page);
    page.heading(2, "Provenance");
    provenance(page, model);
    return page.toString();
  }

  private TrialConfig config() {
    return export.trial().config();
  }

  private TrialResult result() {
    return export.trial().result();
  }

  private void what(Markdown page) {
    ImageSpec image = export.trial().assembly().image();
    Task task = export.trial().assembly().task();
    TrialResult.Size size = result().size();
    page.line(
        "A classifier of images of %d×%d×%d (channels, height, width). The low-resolution view is %d×%d; the prediction is made from %d patches of %s pixels."
            .formatted(
                image.channels(),
                image.height(),
                image.width(),
                image.viewHeight(),
                image.viewWidth(),
                size.patches(),
                size.patchSize().matches("[0-9]+")
                    ? size.patchSize() + "×" + size.patchSize()
                    : size.patchSize()));
    page.line(
        "Its %d logits are the classes of the task `%s`, in the order of `classes.json`."
            .formatted(task.classes(), task.name()));
    page.table(
        List.of("part", "name", "what it does", "source"),
        List.of(
            part("dataset", config().dataset()),
            part("selector", config().selector()),
            part("encoder", config().encoder()),
            part("aggregator", config().aggregator())));
  }

  private static List<String> part(String kind, Component<?> component) {
    About about = component.spec().getClass().getAnnotation(About.class);
    return List.of(kind, component.name(), about.summary(), about.paper());
  }

  private void data(Markdown page) {
    page.line("Origin of the images: " + result().outcome().origin() + ".");
    page.line("Checksum of what determines them: " + each("data_checksum") + ".");
  }

  /** Returns what the processes that trained some of the epochs say, each text once. */
  private String each(String key) {
    return Code.segments(export.trial().provenance()).stream()
        .map(segment -> "`" + segment.path(key).asText("unknown") + "`")
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void parameters(Markdown page) {
    page.line(PYTHON);
    page.line("");
    long others = export.values() - result().size().parameters();
    page.line(
        "%d tensors with %d values, 32-bit floats, of which %d are not trained: the running statistics of normalisation."
            .formatted(export.model().tensors().size(), export.values(), others));
    page.line(
        "A name is the path in the model, children of a list by their place from 0. Layers have PyTorch's layout: linear `(out,in)`, convolution `(out,in,height,width)`; normalisation has `weight`, `bias`, `running_mean`, `running_var`.");
  }

  private void limits(Markdown page) {
    page.line(
        "- One training with seed %d: what another seed would give is not known from it."
            .formatted(config().seed()));
    page.line(
        "- Measured on %d test images of the data above, and on no others."
            .formatted(result().size().testImages()));
    page.line(
        "- The file holds no code: to compute with it takes this project, at the commit below, and `config.yaml`.");
    if (export.epoch() != result().outcome().epochs()) {
      page.line(
          "- Test numbers of epoch %d other than the accuracy were not measured."
              .formatted(export.epoch()));
    }
  }

  private void configuration(Markdown page) {
    page.line("All options, as in `config.yaml`.");
    List<List<String>> rows = new ArrayList<>();
    Trees.leaves(config().tree()).forEach((option, value) -> rows.add(List.of(option, value)));
    page.table(List.of("option", "value"), rows);
  }

  private void provenance(Markdown page, Path model) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SHA-256 of model.safetensors", checksum(model)));
    for (JsonNode segment : Code.segments(export.trial().provenance())) {
      String epochs =
          "epochs %s to %s: ".formatted(segment.path("from").asText(), segment.path("to").asText());
      for (Map.Entry<String, JsonNode> fact : segment.properties()) {
        boolean elsewhere = ELSEWHERE.contains(fact.getKey());
        if (!elsewhere) {
          JsonNode value = fact.getValue();
          rows.add(
              List.of(
                  epochs + fact.getKey().replace('_', ' '),
                  value.isValueNode() ? value.asText() : value.toString()));
        }
      }
    }
    page.table(List.of("what", "value"), rows);
  }

  private static String checksum(Path model) {
    return Fingerprint.sha256(digest -> Fingerprint.add(digest, model));
  }
}
