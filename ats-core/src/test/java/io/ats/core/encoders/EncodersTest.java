package io.ats.core.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import io.ats.core.encoders.ConvNet.Downsampling;
import io.ats.core.encoders.ConvNet.Pooling;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.source.Pictures;
import io.ats.core.testing.RandomValues;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodersTest {

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private record Made(Block block, int least) {}

  private static Made make(EncoderSpec spec) {
    return new Made(spec.create(), spec.leastPatch());
  }

  private static Made lenet(int channels, double norm) {
    return make(new LeNet(channels, 1, norm));
  }

  private static Made atsResNet(List<Integer> channels, List<Integer> strides) {
    return make(new AtsResNet(channels, strides, 0));
  }

  /** The paper's feature network for the speed limits, an eighth as wide. */
  private static Made signs() {
    return atsResNet(List.of(4, 4, 4, 4), List.of(1, 2, 2, 2));
  }

  private static Made resNet18(double width, boolean smallStem) {
    return make(new ResNet18(width, smallStem, "", 0));
  }

  private static Made convNet(int layers, Downsampling downsampling, boolean batchNorm) {
    return make(new ConvNet(layers, 4, downsampling, Pooling.NONE, 9, batchNorm, 0, 0));
  }

  private static Made pooledConvNet() {
    return make(new ConvNet(3, 4, Downsampling.MAX_POOL, Pooling.MAX, 9, false, 0, 0));
  }

  private static Made fullyConvolutional() {
    return make(new FullyConvolutional(List.of(4, 8, 12), 0));
  }

  /** Name, encoder, {@code F}. */
  static Stream<Arguments> encoders() {
    return Stream.of(
        Arguments.of("lenet", lenet(32, 1), 32),
        Arguments.of("lenet of 5", lenet(5, 0), 5),
        Arguments.of("convnet", convNet(3, Downsampling.MAX_POOL, false), 9),
        Arguments.of("convnet with stride", convNet(3, Downsampling.STRIDE, false), 9),
        Arguments.of("convnet with batch norm", convNet(2, Downsampling.MAX_POOL, true), 9),
        Arguments.of("convnet with pooling", pooledConvNet(), 9),
        Arguments.of("fully convolutional", fullyConvolutional(), 12),
        Arguments.of("ats-resnet of the signs", signs(), 4),
        Arguments.of("ats-resnet of one block", atsResNet(List.of(6, 8), List.of(1, 1)), 8),
        Arguments.of("ats-resnet without a block", atsResNet(List.of(6), List.of(2)), 6),
        Arguments.of("resnet18 of ¼", resNet18(0.25, false), 128),
        Arguments.of("resnet18 of ¼, small stem", resNet18(0.25, true), 128),
        Arguments.of("resnet34 of ⅛", make(new ResNet34(0.125, false, "", 0)), 64),
        Arguments.of("deep-mil", make(DeepMil.DEFAULTS), 512),
        Arguments.of("lymphoma-net", make(LymphomaNet.DEFAULTS), 16),
        Arguments.of("resnet50 of ⅛", make(new ResNet50(0.125, false, "", 0)), 256));
  }

  private NDArray encode(Block block, NDArray patches) {
    block.initialize(manager, DataType.FLOAT32, patches.getShape());
    RandomValues.draw(block, 3);
    return block
        .forward(new ParameterStore(manager, false), new NDList(patches), false)
        .singletonOrThrow();
  }

  private NDArray patches(int count, int channels, int height, int width) {
    return manager.create(
        Pictures.random(1, count * channels * height * width),
        new Shape(count, channels, height, width));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encoders")
  void makesOneVectorAPatch(String name, Made made, int width) {
    NDArray features = encode(made.block(), patches(3, 2, 17, 26));
    assertThat(features.getShape()).isEqualTo(new Shape(3, width));
    assertThat(made.block().getOutputShapes(new Shape[] {new Shape(3, 2, 17, 26)}))
        .containsExactly(new Shape(3, width));
    double[] values = Pictures.doubles(features);
    for (double value : values) {
      assertThat(Double.isFinite(value)).isTrue();
    }
    assertThat(features.get("0").sub(features.get("1")).abs().max().getFloat())
        .as("different patches have different features")
        .isGreaterThan(1e-4f);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encoders")
  void acceptsTheLeastPatch(String name, Made made, int width) {
    NDArray features = encode(made.block(), patches(2, 1, made.least(), made.least()));
    assertThat(features.getShape()).isEqualTo(new Shape(2, width));
    assertThat(Double.isFinite(features.sum().getFloat())).isTrue();
  }

  @Test
  void lenetRejectsOnePixelLess() {
    Made lenet = lenet(4, 1);
    assertThat(lenet.least()).isEqualTo(13);
    assertThatThrownBy(() -> encode(lenet.block(), patches(2, 1, 12, 13)))
        .hasMessageContaining("Kernel size can't be greater than actual input size");
    Made other = lenet(4, 1);
    assertThatThrownBy(() -> encode(other.block(), patches(2, 1, 13, 12)))
        .hasMessageContaining("Kernel size can't be greater than actual input size");
  }

  private static List<Conv2d> convolutions(Block block) {
    List<Conv2d> found = new ArrayList<>();
    if (block instanceof Conv2d convolution) {
      found.add(convolution);
    }
    block.getChildren().values().forEach(child -> found.addAll(convolutions(child)));
    return found;
  }

  private static long parameters(Block block) {
    return block.getParameters().values().stream()
        .filter(Parameter::requiresGradient)
        .mapToLong(parameter -> parameter.getShape().size())
        .sum();
  }

  /** Supplement H: ResNet-16 that starts with 32 channels and doubles them every two blocks. */
  @Test
  void atsResNetIsByDefaultResNet16() {
    Block block = AtsResNet.DEFAULTS.create();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
    assertThat(
            convolutions(block).stream()
                .map(conv -> conv.getDirectParameters().get("weight").getShape())
                .filter(shape -> shape.get(2) == 3)
                .map(shape -> shape.get(0)))
        .as("3×3 convolutions; the classifier is the sixteenth layer")
        .containsExactly(
            32L, 32L, 32L, 32L, 32L, 64L, 64L, 64L, 64L, 128L, 128L, 128L, 128L, 256L, 256L);
  }

  @Test
  void atsResNetNeedsAStrideForEachBlock() {
    assertThatThrownBy(() -> new AtsResNet(List.of(32, 32), List.of(1), 0))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "channels [32, 32] and strides [1] do not fit: both have one number for the first"
                + " convolution and one a block");
  }

  /** As in the authors' code: what is added to the branch has been normalised and rectified. */
  @Test
  void atsResNetAddsTheActivatedInput() {
    Block block = new AtsResNet(List.of(2, 2), List.of(1, 1), 0).create();
    NDArray image = patches(1, 1, 6, 6);
    block.initialize(manager, DataType.FLOAT32, image.getShape());
    RandomValues.draw(block, 3);
    List<Conv2d> all = convolutions(block);
    // With a branch of zeros the features are those of the activated first map.
    all.get(2).getDirectParameters().get("weight").getArray().muli(0);
    ParameterStore store = new ParameterStore(manager, false);
    NDArray first = all.get(0).forward(store, new NDList(image), false).singletonOrThrow();
    List<BatchNorm> norms = norms(block);
    NDArray activated =
        Activation.relu(norms.get(0).forward(store, new NDList(first), false).singletonOrThrow());
    NDArray last =
        Activation.relu(
            norms.get(2).forward(store, new NDList(activated), false).singletonOrThrow());
    NDArray expected = last.reshape(1, 2, -1).mean(new int[] {2});
    NDArray found = block.forward(store, new NDList(image), false).singletonOrThrow();
    assertThat(found.allClose(expected, 1e-5, 1e-6, false)).isTrue();
  }

  private static List<BatchNorm> norms(Block block) {
    List<BatchNorm> found = new ArrayList<>();
    if (block instanceof BatchNorm norm) {
      found.add(norm);
    }
    block.getChildren().values().forEach(child -> found.addAll(norms(child)));
    return found;
  }

  /** 11,689,512 published, less the 512·1000 + 1000 of the classifier. */
  @Test
  void resNet18HasThePublishedParameters() {
    Made made = resNet18(1, false);
    made.block().initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
    assertThat(parameters(made.block())).isEqualTo(11_176_512);
  }

  /** 21,797,672 published, less the 512·1000 + 1000 of the classifier. */
  @Test
  void resNet34HasThePublishedParameters() {
    Block block = ResNet34.DEFAULTS.create();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
    assertThat(parameters(block)).isEqualTo(21_284_672);
  }

  /**
   * Ilse et al.'s table: convolutions 4×4 of 36 and 3×3 of 48 on 27×27, whose last map is 48×5×5,
   * and two dense layers of 512.
   */
  @Test
  void deepMilIsTheNetworkForColonCancer() {
    Block block = DeepMil.DEFAULTS.create();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 27, 27));
    assertThat(
            block.getParameters().values().stream()
                .map(Parameter::getShape)
                .filter(shape -> shape.dimension() > 1))
        .containsExactly(
            new Shape(36, 3, 4, 4),
            new Shape(48, 36, 3, 3),
            new Shape(512, 48 * 5 * 5),
            new Shape(512, 512));
  }

  /** The slides' feature network before its dense layer, in loops. */
  @Test
  void lymphomaNetIsItsDefinition() {
    Block block = LymphomaNet.DEFAULTS.create();
    NDArray image = patches(1, 2, 7, 9);
    double[] found = Pictures.doubles(encode(block, image));
    double[][][] map = new double[2][7][9];
    double[] pixels = Pictures.doubles(image);
    for (int i = 0; i < pixels.length; i++) {
      map[i / 63][i / 9 % 7][i % 9] = pixels[i];
    }
    for (Conv2d each : convolutions(block)) {
      map = leakyConvolution(each, map);
    }
    for (int c = 0; c < 16; c++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (double[] row : map[c]) {
        for (double value : row) {
          largest = Math.max(largest, value);
        }
      }
      assertThat(found[c]).isCloseTo(largest, within(1e-4));
    }
    assertThat(convolutions(block)).hasSize(4);
  }

  private static double[][][] leakyConvolution(Conv2d layer, double[][][] map) {
    NDArray kernels = layer.getDirectParameters().get("weight").getArray();
    double[] weights = Pictures.doubles(kernels);
    double[] bias = Pictures.doubles(layer.getDirectParameters().get("bias").getArray());
    int height = map[0].length;
    int width = map[0][0].length;
    double[][][] next = new double[bias.length][height][width];
    for (int o = 0; o < bias.length; o++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          double sum = bias[o];
          for (int i = 0; i < 9 * map.length; i++) {
            int r = row + i / 3 % 3 - 1;
            int c = column + i % 3 - 1;
            if (r >= 0 && r < height && c >= 0 && c < width) {
              sum += weights[9 * map.length * o + i] * map[i / 9][r][c];
            }
          }
          next[o][row][column] = sum > 0 ? sum : 0.01 * sum;
        }
      }
    }
    return next;
  }

  /** 25,557,032 published, less the 2048·1000 + 1000 of the classifier. */
  @Test
  void resNet50HasThePublishedParameters() {
    Block block = ResNet50.DEFAULTS.create();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 64, 64));
    assertThat(parameters(block)).isEqualTo(23_508_032);
  }

  /**
   * Of all that the layers compute, only the features stay; what was given stays too, also where a
   * layer returns it.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("encoders")
  void intermediateArraysAreFreed(String name, Made made, int width) {
    NDArray patches = patches(2, 1, 32, 32);
    encode(made.block(), patches); // creates the parameters
    try (NDManager own = manager.newSubManager()) {
      NDArray given = patches.duplicate();
      given.attach(own);
      int before = own.getManagedArrays().size();
      NDArray features =
          made.block()
              .forward(new ParameterStore(manager, false), new NDList(given), false)
              .singletonOrThrow();
      // The last map and a few arrays of pooling and scaling.
      assertThat(own.getManagedArrays().size() - before).isLessThanOrEqualTo(12);
      assertThat(given.sum().getFloat()).isEqualTo(patches.sum().getFloat());
      assertThat(Double.isFinite(features.sum().getFloat())).isTrue();
    }
  }

  /** The published network's map at 224×224 is 7×7 of 512, which the pooling hides: its strides. */
  @Test
  void resNet18ReducesBy32AndBy8WithTheSmallStem() {
    assertThat(reduction(resNet18(0.25, false))).isEqualTo(32);
    assertThat(reduction(resNet18(0.25, true))).isEqualTo(8);
    assertThat(reduction(make(new ResNet50(0.125, false, "", 0)))).isEqualTo(32);
    assertThat(reduction(signs())).isEqualTo(8);
    assertThat(reduction(fullyConvolutional())).isEqualTo(8);
  }

  private static long reduction(Made made) {
    Block layers = made.block().getChildren().values().get(0);
    try (NDManager own = NDManager.newBaseManager()) {
      made.block().initialize(own, DataType.FLOAT32, new Shape(1, 3, 64, 96));
      Shape map = layers.getOutputShapes(new Shape[] {new Shape(1, 3, 64, 96)})[0];
      assertThat(96 / map.get(3)).isEqualTo(64 / map.get(2));
      return 64 / map.get(2);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 8})
  void scaledFeaturesHaveTheNorm(double norm) {
    NDArray features = encode(lenet(6, norm).block(), patches(4, 2, 15, 15));
    for (float square : features.square().sum(new int[] {1}).toFloatArray()) {
      assertThat(Math.sqrt(square)).isCloseTo(norm, within(1e-5 * norm));
    }
  }

  @Test
  void normZeroLeavesFeaturesAsTheyAre() {
    NDArray scaled = encode(lenet(6, 2).block(), patches(4, 2, 15, 15));
    NDArray raw = encode(lenet(6, 0).block(), patches(4, 2, 15, 15));
    NDArray lengths = raw.square().sum(new int[] {1}, true).sqrt();
    assertThat((double) lengths.getFloat(0)).isNotCloseTo(2, within(1e-2));
    assertThat(raw.div(lengths).mul(2).allClose(scaled, 1e-5, 1e-6, false)).isTrue();
  }

  @Test
  void fullyConvolutionalHasTheChannelsOfItsListAndANormForEach() {
    Made made = fullyConvolutional();
    encode(made.block(), patches(1, 1, 16, 16));
    assertThat(
            convolutions(made.block()).stream()
                .map(conv -> conv.getDirectParameters().get("weight").getShape().get(0)))
        .containsExactly(4L, 8L, 12L);
    assertThat(made.block().getParameters().keys().stream().filter(k -> k.contains("GroupNorm")))
        .hasSize(6);
    assertThatThrownBy(() -> new FullyConvolutional(List.of(), 0))
        .isInstanceOf(OptionException.class)
        .hasMessage("channels must name one convolution or more, got none");
  }

  /**
   * Without dropout at inference: training sets a share of the map to zero, predicting does not.
   */
  @Test
  void convNetDropsInTrainingOnly() {
    ConvNet options = new ConvNet(2, 4, Downsampling.STRIDE, Pooling.NONE, 9, false, 0.5, 0);
    Block block = options.create();
    NDArray patches = patches(3, 1, 16, 16);
    NDArray first = encode(block, patches);
    ParameterStore parameters = new ParameterStore(manager, false);
    NDArray again = block.forward(parameters, new NDList(patches), false).singletonOrThrow();
    NDArray dropped = block.forward(parameters, new NDList(patches), true).singletonOrThrow();
    assertThat(again).isEqualTo(first);
    assertThat(dropped.sub(first).abs().max().getFloat()).isGreaterThan(1e-3f);
  }

  /** A whole map tells where in the patch an object is; each channel's maximum does not. */
  @Test
  void convNetWithPoolingDoesNotTellWhereAnObjectIs() {
    float[] object = Pictures.random(5, 10 * 10);
    NDArray patches = manager.create(objectAt(object, 11), new Shape(1, 1, 40, 40));
    NDArray moved = manager.create(objectAt(object, 19), new Shape(1, 1, 40, 40));
    assertThat(differs(pooledConvNet(), patches, moved)).isLessThan(1e-5f);
    assertThat(differs(convNet(3, Downsampling.MAX_POOL, false), patches, moved))
        .isGreaterThan(1e-3f);
  }

  private static float[] objectAt(float[] object, int origin) {
    float[] patch = new float[40 * 40];
    for (int row = 0; row < 10; row++) {
      System.arraycopy(object, 10 * row, patch, 40 * (origin + row) + origin, 10);
    }
    return patch;
  }

  private float differs(Made made, NDArray patches, NDArray others) {
    NDArray features = encode(made.block(), patches);
    NDArray other =
        made.block()
            .forward(new ParameterStore(manager, false), new NDList(others), false)
            .singletonOrThrow();
    return features.sub(other).abs().max().getFloat();
  }
}
