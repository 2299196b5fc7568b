package io.ats.core.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.weights.Pretrained;
import io.ats.core.weights.Pretrained.Loaded;
import io.ats.core.weights.Safetensors;
import io.ats.core.weights.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that torchvision wrote, and what its networks make of an image; {@code
 * torchvision_fixture.py} beside them made them.
 */
class PretrainedResNetTest {

  private static final Shape IMAGES = new Shape(2, 3, 75, 90);
  private static final double NARROW = 1 / 64.0;

  @TempDir Path dir;
  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);

  @AfterEach
  void close() {
    manager.close();
  }

  private static Path fixture(String name) {
    try {
      return Path.of(PretrainedResNetTest.class.getResource(name + ".safetensors").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EncoderSpec spec(String name, double width, boolean smallStem, Path weights) {
    String file = weights.toString();
    return name.equals("resnet18")
        ? new ResNet18(width, smallStem, file, 0)
        : new ResNet50(width, smallStem, file, 0);
  }

  private Block initialised(EncoderSpec spec) {
    Block network = spec.create();
    network.initialize(manager, DataType.FLOAT32, IMAGES);
    return network;
  }

  private static Loaded load(EncoderSpec spec, Block network) {
    return spec.pretrained().orElseThrow().load(network);
  }

  private Loaded load(Path weights) {
    EncoderSpec spec = spec("resnet18", NARROW, false, weights);
    return load(spec, initialised(spec));
  }

  /** The images of the script. */
  private NDArray images() {
    float[] pixels = new float[(int) IMAGES.size()];
    for (long i = 0; i < pixels.length; i++) {
      pixels[(int) i] = (float) (i * i % 2039 / 1024.0 - 1);
    }
    return manager.create(pixels, IMAGES);
  }

  private void assertClose(NDArray found, String output, double tolerance) throws IOException {
    Tensor expected =
        Safetensors.read(fixture("torchvision-outputs"), output::equals).tensors().get(output);
    assertThat(found.getShape().getShape()).isEqualTo(expected.shape());
    float[] values = found.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(values[i] - expected.values()[i]))
          .as(output)
          .isLessThan((float) tolerance);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "resnet50"})
  void theFeaturesAreTorchvisions(String name) throws IOException {
    EncoderSpec spec = spec(name, NARROW, false, fixture(name));
    Block network = initialised(spec);
    NDArray drawn = network.forward(store, new NDList(images()), false).singletonOrThrow();
    Loaded loaded = load(spec, network);
    NDArray features = network.forward(store, new NDList(images()), false).singletonOrThrow();
    assertClose(features, name + ".features", 1e-5);
    assertThat(features.sub(drawn).abs().max().getFloat())
        .as("the features are of the file's parameters")
        .isGreaterThan(1e-2f);
    assertThat(features.get("0").sub(features.get("1")).abs().max().getFloat())
        .as("the network looks at its input")
        .isGreaterThan(1e-3f);
    assertThat(loaded.read()).isEqualTo(network.getParameters().size());
    assertThat(loaded.unused())
        .contains("fc.weight", "fc.bias", "layer3.0.downsample.1.num_batches_tracked")
        .allMatch(tensor -> tensor.startsWith("fc.") || tensor.endsWith("num_batches_tracked"));
  }

  /** What a batch normalises by in training, and what it leaves in the running statistics. */
  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "resnet50"})
  void aTrainingStepIsTorchvisions(String name) throws IOException {
    EncoderSpec spec = spec(name, NARROW, false, fixture(name));
    Block network = initialised(spec);
    load(spec, network);
    List<String> names = spec.pretrained().orElseThrow().names();
    NDArray features = network.forward(store, new NDList(images()), true).singletonOrThrow();
    assertClose(features, name + ".training", 1e-4);
    for (String statistic : List.of("bn1.running_mean", "layer4.0.bn2.running_var")) {
      NDArray after = network.getParameters().valueAt(names.indexOf(statistic)).getArray();
      assertClose(after, name + "." + statistic, 1e-5);
    }
  }

  @Test
  void theParametersGoOnLearning() {
    EncoderSpec spec = spec("resnet18", NARROW, false, fixture("resnet18"));
    Block network = initialised(spec);
    load(spec, network);
    try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
      collector.backward(network.forward(store, new NDList(images()), true).get(0).sum());
    }
    network.getParameters().values().stream()
        .filter(parameter -> parameter.requiresGradient())
        .forEach(
            parameter ->
                assertThat(parameter.getArray().getGradient().abs().max().getFloat())
                    .as(parameter.getName())
                    .isPositive());
  }

  /** Writes the fixture with other tensors. */
  private Path changed(Map<String, Tensor> instead, String... without) throws IOException {
    Path whole = fixture("resnet18");
    Map<String, Tensor> tensors =
        new HashMap<>(Safetensors.read(whole, n -> !n.endsWith("tracked")).tensors());
    tensors.putAll(instead);
    tensors.keySet().removeAll(List.of(without));
    Path file = dir.resolve("changed.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      new Safetensors(Map.of(), tensors).writeTo(out);
    }
    return file;
  }

  /** Only what is not the network's may be missing, such as the classifier. */
  @Test
  void aParameterThatTheFileLacksIsAnError() throws IOException {
    Path lacking = changed(Map.of(), "layer2.1.conv2.weight", "fc.bias");
    EncoderSpec spec = spec("resnet18", NARROW, false, lacking);
    Block network = initialised(spec);
    float[] before = network.getParameters().valueAt(0).getArray().toFloatArray();
    assertThatThrownBy(() -> load(spec, network))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "weights %s: 1 of the network's 100 parameters have no tensor there: layer2.1.conv2.weight; name the weights of this network, not of a shallower one"
                .formatted(lacking));
    assertThat(network.getParameters().valueAt(0).getArray().toFloatArray()).isEqualTo(before);
    Loaded loaded = load(changed(Map.of(), "fc.bias"));
    assertThat(loaded.unused()).containsExactly("fc.weight");
    assertThat(loaded.read()).isEqualTo(100);
    assertThat(loaded.sha256()).matches("[0-9a-f]{64}");
    assertThat(loaded.sha256()).isNotEqualTo(load(fixture("resnet18")).sha256());
  }

  /** Its blocks would lie between drawn ones. */
  @Test
  void theWeightsOfAShallowerNetworkAreRefused() {
    Pretrained deeper =
        new ResNet34(NARROW, false, fixture("resnet18").toString(), 0).pretrained().orElseThrow();
    assertThatThrownBy(deeper::check)
        .isInstanceOf(OptionException.class)
        .hasMessageContaining(
            "of the network's 180 parameters have no tensor there: layer1.2.conv1.weight, ")
        .hasMessageContaining(" …; name the weights of this network, not of a shallower one");
  }

  /** None is changed before all are known to fit. */
  @Test
  void anotherShapeIsRefusedByName() throws IOException {
    Path file =
        changed(Map.of("layer4.1.bn2.running_var", new Tensor(new long[] {2, 4}, new float[8])));
    EncoderSpec spec = spec("resnet18", NARROW, false, file);
    Block network = initialised(spec);
    float[] before = network.getParameters().valueAt(0).getArray().toFloatArray();
    assertThatThrownBy(() -> load(spec, network))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "weights %s: tensor layer4.1.bn2.running_var has the shape [2, 4], the network needs (8); width, stem and the images' channels must be those that the weights were trained with"
                .formatted(file));
    assertThat(network.getParameters().valueAt(0).getArray().toFloatArray()).isEqualTo(before);
    EncoderSpec small = spec("resnet18", NARROW, true, fixture("resnet18"));
    assertThatThrownBy(() -> load(small, initialised(small)))
        .hasMessageContaining(
            "tensor conv1.weight has the shape [1, 3, 7, 7], the network needs (1, 3, 3, 3)");
    EncoderSpec wide = spec("resnet18", 1, false, fixture("resnet18"));
    assertThatThrownBy(() -> load(wide, initialised(wide))).hasMessageContaining("has the shape");
    EncoderSpec deep = spec("resnet50", NARROW, false, fixture("resnet18"));
    assertThatThrownBy(() -> load(deep, initialised(deep))).hasMessageContaining("have no tensor");
  }

  @Test
  void aFileOfWhichNothingMatchesIsRefused() throws IOException {
    Path other = fixture("torchvision-outputs");
    assertThatThrownBy(() -> load(other))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith(
            "weights " + other + ": no tensor is a parameter of the network: the file has [")
        .hasMessageContaining("the network [conv1.weight, bn1.weight, bn1.bias] …");
    Pretrained checked = spec("resnet18", 1, false, other).pretrained().orElseThrow();
    assertThatThrownBy(checked::check).hasMessageContaining("no tensor is a parameter");
    spec("resnet18", 1, false, fixture("resnet18")).pretrained().orElseThrow().check();
  }

  @Test
  void aFileThatIsNotWholeIsRefused() throws IOException {
    Path file = dir.resolve("a.safetensors");
    Pretrained pretrained = spec("resnet18", NARROW, false, file).pretrained().orElseThrow();
    assertThatThrownBy(pretrained::check)
        .isInstanceOf(OptionException.class)
        .hasMessage("weights " + file + ": is missing; name a whole .safetensors file");
    byte[] whole = Files.readAllBytes(fixture("resnet18"));
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(pretrained::check).hasMessageContaining("bytes of data, got");
    assertThatThrownBy(() -> load(file)).hasMessageContaining("bytes of data, got");
    String half = new String(whole, StandardCharsets.ISO_8859_1).replace("\"F32\"", "\"U32\"");
    Files.write(file, half.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(pretrained::check)
        .hasMessageContaining(file + ": tensor bn1.bias is of dtype U32, and only F32 is read");
  }

  @Test
  void withoutTheOptionThereIsNothingToRead() {
    assertThat(ResNet18.DEFAULTS.pretrained()).isEmpty();
    assertThat(ResNet34.DEFAULTS.pretrained()).isEmpty();
    assertThat(LeNet.DEFAULTS.pretrained()).isEmpty();
    assertThat(new ResNet34(1, false, "a/../b.safetensors", 0).weights())
        .isEqualTo(Path.of("b.safetensors").toAbsolutePath().toString());
  }
}
