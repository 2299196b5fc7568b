package io.ats.experiments.cost;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import io.ats.core.ImageSpec;
import io.ats.core.PatchClassifier;
import io.ats.core.Views;
import io.ats.core.aggregators.Mean;
import io.ats.core.attention.MultiHeadAttention;
import io.ats.core.data.Task;
import io.ats.core.encoders.LeNet;
import io.ats.core.encoders.ResNet18;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.SelectorSpec;
import io.ats.core.selectors.AttentionSamplingOptions;
import io.ats.core.selectors.WholeImageOptions;
import io.ats.core.source.TensorSource;
import io.ats.core.testing.OptionRecords;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MultiplyAddsTest {

  private final NDManager manager = NDManager.newBaseManager();
  private final ParameterStore parameters = new ParameterStore(manager, false);

  @AfterEach
  void close() {
    manager.close();
  }

  private MultiplyAdds count(
      SelectorSpec selector, EncoderSpec encoder, int classes, ImageSpec image) {
    Task task = new Task("task", classes, false);
    PatchClassifier model =
        new PatchClassifier(
            selector.create(image), encoder.create(), new Mean().create(task), classes);
    int[] patch = selector.patchSize(image);
    model.initialize(
        manager,
        DataType.FLOAT32,
        new Shape(1, image.channels(), image.viewHeight(), image.viewWidth()),
        new Shape(1, selector.patches(image), image.channels(), patch[0], patch[1]));
    TensorSource source =
        new TensorSource(
            manager.ones(new Shape(1, image.channels(), image.height(), image.width())));
    Views views = new Views(source.view(manager, image.viewHeight(), image.viewWidth()), source);
    return MultiplyAdds.of(model, parameters, store -> model.predict(views, store, false, 1));
  }

  private MultiplyAdds count(Block block, NDArray input) {
    block.initialize(manager, DataType.FLOAT32, input.getShape());
    return MultiplyAdds.of(
        block, parameters, store -> block.forward(store, new NDList(input), false));
  }

  /**
   * The first convolution 112²·64·3·7², then four stages: 4 of 56²·64·64·3², and three times one of
   * half the channels, one of 1×1 beside it, and three more. torchvision says 1.814 G.
   */
  @Test
  void ofResNet18TheyAreThoseOfItsSource() {
    long whole = 28L * 28 * 128 * 128 * 9;
    long stage = whole / 2 + 28L * 28 * 128 * 64 + 3 * whole;
    long network = 112L * 112 * 64 * 3 * 49 + 4 * 56L * 56 * 64 * 64 * 9 + 3 * stage + 512L * 1000;
    assertThat(network).isEqualTo(1_814_073_344);
    MultiplyAdds found =
        count(
            WholeImageOptions.DEFAULTS, ResNet18.DEFAULTS, 1000, new ImageSpec(3, 224, 224, 8, 8));
    assertThat(found.uncounted()).isEmpty();
    assertThat(found.count()).isEqualTo(network + 512); // the mean of one patch
  }

  /**
   * The scorer on a view of 24², with 8, 8 and one channel; five patches of 26² through a kernel of
   * 7 and three of 3, maps of 20², 18², 16² and 14²; the patches' places, by a matrix of 2 × 2;
   * their mean, and the head.
   */
  @Test
  void ofAttentionSamplingTheyAreOfScorerPatchesAndHead() {
    SelectorSpec ats =
        OptionRecords.with(
            AttentionSamplingOptions.DEFAULTS, Map.of("patches", 5, "patchSize", 26));
    long scorer = 24 * 24 * (8 + 8 * 8 + 8) * 9;
    long patch = 20 * 20 * 4 * 49 + (18 * 18 + 16 * 16 + 14 * 14) * 4 * 4 * 9;
    MultiplyAdds found = count(ats, new LeNet(4, 1, 1), 10, new ImageSpec(1, 96, 96, 24, 24));
    assertThat(found.uncounted()).isEmpty();
    assertThat(found.count()).isEqualTo(scorer + 5 * patch + 5 * 2 * 2 + 5 * 4 + 4 * 10);
  }

  /** Of queries (1,2,8) and a memory (3,5,6), two heads of width 4. */
  @Test
  void ofAttentionTheyAreOfItsProjectionsScoresAndValues() {
    MultiHeadAttention attention = new MultiHeadAttention(8, 2);
    attention.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 8), new Shape(3, 5, 6));
    NDList inputs = new NDList(manager.ones(new Shape(1, 2, 8)), manager.ones(new Shape(3, 5, 6)));
    MultiplyAdds found =
        MultiplyAdds.of(attention, parameters, store -> attention.forward(store, inputs, false));
    long projections = 2 * 8 * 8 + 2 * (3 * 5 * 6 * 8) + 3 * 2 * 8 * 8;
    assertThat(found).isEqualTo(new MultiplyAdds(projections + 2 * (3 * 2 * 2 * 5 * 4), Set.of()));
  }

  /** Seven steps of (3 + 5)·4·5. */
  @Test
  void theEnginesRecurrentLayerCounts() {
    Block lstm = LSTM.builder().setNumLayers(1).setStateSize(5).optBatchFirst(true).build();
    assertThat(count(lstm, manager.ones(new Shape(1, 7, 3))).count()).isEqualTo(7 * 8 * 20);
  }

  @Test
  void whatIsDoneToSingleElementsDoesNotCount() {
    Block block =
        new SequentialBlock()
            .add(Activation.reluBlock())
            .add(Blocks.batchFlattenBlock())
            .add(Linear.builder().setUnits(3).build());
    assertThat(count(block, manager.ones(new Shape(2, 4, 5))).count()).isEqualTo(2 * 20 * 3);
  }

  /** Its stride is known to nobody. */
  @Test
  void aConvolutionThatIsNoBlockIsNamed() {
    NDArray weights = manager.ones(new Shape(2, 1, 3, 3));
    Block block = new LambdaBlock(inputs -> Conv2d.conv2d(inputs.singletonOrThrow(), weights));
    MultiplyAdds found = count(block, manager.ones(new Shape(1, 1, 8, 8)));
    assertThat(found.uncounted())
        .containsExactly("a convolution of weights (2, 1, 3, 3) that is no child block");
  }

  @Test
  void anOperatorWhoseShapesDoNotTellIsNamed() {
    Block block = new LambdaBlock(inputs -> new NDList(inputs.singletonOrThrow().fft(4)));
    assertThat(count(block, manager.eye(4)).uncounted()).containsExactly("aten::fft_fft");
  }

  /** Gauss–Jordan elimination of two matrices: of each n³. */
  @Test
  void ofAnInverseTheyAreThoseOfElimination() {
    Block block = new LambdaBlock(inputs -> new NDList(inputs.singletonOrThrow().inverse()));
    MultiplyAdds found = count(block, manager.eye(4).expandDims(0).repeat(0, 2));
    assertThat(found.uncounted()).isEmpty();
    assertThat(found.count()).isEqualTo(2 * 4 * 4 * 4);
  }
}
