package io.ats.topk.ips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.options.OptionException;
import io.ats.core.sampling.Randomness;
import io.ats.core.source.Pictures;
import io.ats.core.source.TensorSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a scorer that ranks patches in a known way: what is kept is the top of all candidates. */
class IterativeSelectionTest {

  private static final int B = 3;
  private static final int H = 20;
  private static final int W = 28;
  private static final ImageSpec IMAGE = new ImageSpec(1, H, W, 5, 7);

  private final NDManager manager = NDManager.newBaseManager();
  private final float[] pixels = Pictures.random(5, B * H * W);
  private final TensorSource source =
      new TensorSource(manager.create(pixels, new Shape(B, 1, H, W)));

  @AfterEach
  void close() {
    manager.close();
  }

  private static IterativeSelectionOptions options(
      int patches, int iteration, int stride, boolean shuffle) {
    return new IterativeSelectionOptions(
        new PatchOptions(patches, 4, Border.ZERO), iteration, stride, shuffle, false);
  }

  private Selection select(IterativeSelectionOptions options, int seed) {
    Engine.getInstance().setRandomSeed(seed);
    Pass pass =
        new Pass(
            new ParameterStore(manager, false), true, 0, MeanScored.encoder(), new MeanScored());
    NDArray noView = manager.zeros(new Shape(B, 1, 1, 1));
    return new IterativeSelection(options, IMAGE).select(new Views(noView, source), pass);
  }

  /** Returns the mean of a candidate's pixels, straight from the image. */
  private double brightness(PatchGrid grid, int image, int cell, Border border) {
    int size = grid.patchHeight();
    double sum = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int row = grid.originRow(cell / grid.columns()) + i;
        int column = grid.originColumn(cell % grid.columns()) + j;
        if (border == Border.REFLECT) {
          row = row < H ? row : 2 * (H - 1) - row;
          column = column < W ? column : 2 * (W - 1) - column;
        }
        sum += row < H && column < W ? pixels[(image * H + row) * W + column] : 0;
      }
    }
    return sum / (size * size);
  }

  /** D is 35, 35, 35, 117, 12, 1, 20, 6; with M = D, M + I > D and D no multiple of I. */
  @ParameterizedTest
  @CsvSource({
    "3,4,4,0,true,ZERO",
    "3,4,4,0,false,ZERO",
    "35,4,4,0,true,ZERO",
    "5,7,4,2,true,CLAMP",
    "7,100,8,0,true,REFLECT",
    "1,1,20,28,true,ZERO",
    "1,1,5,6,true,ZERO",
    "4,3,10,9,true,ZERO"
  })
  void theBrightestOfAllAreKeptInOrderOfPosition(
      int patches, int iteration, int size, int stride, boolean shuffle, Border border) {
    IterativeSelectionOptions options =
        new IterativeSelectionOptions(
            new PatchOptions(patches, size, border), iteration, stride, shuffle, false);
    PatchGrid grid = options.grid(IMAGE);
    for (int seed = 0; seed < 4; seed++) {
      Selection found = select(options, seed);
      assertThat(found.patches().getShape()).isEqualTo(new Shape(B, patches, 1, size, size));
      assertThat(Pictures.doubles(found.weights())).containsOnly((double) (1f / patches));
      double[] regions = Pictures.doubles(found.regions());
      double[] means = Pictures.doubles(found.patches().mean(new int[] {4}).mean(new int[] {3}));
      double[] map = Pictures.doubles(found.part(Part.SCORE_MAP).orElseThrow());
      assertThat(found.part(Part.SCORE_MAP).orElseThrow().getShape())
          .isEqualTo(new Shape(B, grid.rows(), grid.columns()));
      for (int b = 0; b < B; b++) {
        int image = b;
        double[] scores =
            IntStream.range(0, grid.size())
                .mapToDouble(cell -> brightness(grid, image, cell, border))
                .toArray();
        int[] best =
            IntStream.range(0, grid.size())
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> -scores[cell]))
                .limit(patches)
                .mapToInt(cell -> cell)
                .sorted()
                .toArray();
        double[] expected = new double[grid.size()];
        double sum = IntStream.of(best).mapToDouble(cell -> exp(scores[cell])).sum();
        for (int k = 0; k < patches; k++) {
          int cell = best[k];
          expected[cell] = exp(scores[cell]) / sum;
          int at = 4 * (b * patches + k);
          assertThat(regions[at])
              .isCloseTo((double) grid.originRow(cell / grid.columns()) / H, within(1e-6));
          assertThat(regions[at + 1])
              .isCloseTo((double) grid.originColumn(cell % grid.columns()) / W, within(1e-6));
          assertThat(means[b * patches + k]).isCloseTo(scores[cell], within(1e-5));
        }
        for (int cell = 0; cell < grid.size(); cell++) {
          assertThat(map[b * grid.size() + cell]).isCloseTo(expected[cell], within(1e-5));
        }
      }
    }
  }

  private static double exp(double brightness) {
    return Math.exp(MeanScored.SCALE * brightness);
  }

  @Test
  void nothingOfAnIterationStays() {
    int few = arraysAfter(options(3, 20, 0, true));
    int many = arraysAfter(options(3, 1, 1, true));
    assertThat(many).isEqualTo(few);
  }

  /** Returns how many arrays the step's manager and those below it own after a selection. */
  private int arraysAfter(IterativeSelectionOptions options) {
    try (NDManager own = manager.newSubManager()) {
      NDArray noView = own.zeros(new Shape(B, 1, 1, 1));
      Pass pass =
          new Pass(new ParameterStore(own, false), true, 0, MeanScored.encoder(), new MeanScored());
      new IterativeSelection(options, IMAGE).select(new Views(noView, source), pass);
      return own.getManagedArrays().size();
    }
  }

  @Test
  void theOrderIsAShuffleOfItsOwnForEachImageAndEverySeed() {
    Candidates candidates = candidates(List.of());
    Engine.getInstance().setRandomSeed(1);
    long[] first = candidates.shuffled(manager, Randomness.ENGINE).toLongArray();
    long[] again = candidates.shuffled(manager, Randomness.ENGINE).toLongArray();
    Engine.getInstance().setRandomSeed(1);
    assertThat(candidates.shuffled(manager, Randomness.ENGINE).toLongArray())
        .isEqualTo(first)
        .isNotEqualTo(again);
    long[] all = IntStream.range(0, 35).mapToLong(i -> i).toArray();
    for (int b = 0; b < B; b++) {
      long[] one = Arrays.copyOfRange(first, 35 * b, 35 * (b + 1));
      assertThat(one).isNotEqualTo(all).containsExactlyInAnyOrder(all);
    }
    assertThat(Arrays.copyOf(first, 35)).isNotEqualTo(Arrays.copyOfRange(first, 35, 70));
    assertThat(candidates.inOrder(manager).get(0).toLongArray()).isEqualTo(all);
  }

  private Candidates candidates(List<ImageSpec> images) {
    IterativeSelectionOptions options = options(3, 4, 0, true);
    Views views = new Views(manager.zeros(new Shape(B, 1, 5, 7)), source, images);
    return Candidates.of(views, options.grid(IMAGE), options::grid, 8);
  }

  /** Two rows of four, then one of seven, then all: own cells come first, in their order or not. */
  @Test
  void anImagesOwnCellsComeFirst() {
    ImageSpec small = new ImageSpec(1, 8, 16, 2, 4);
    ImageSpec flat = new ImageSpec(1, 4, 28, 1, 7);
    Candidates candidates = candidates(List.of(small, flat, IMAGE));
    assertThat(candidates.least()).isEqualTo(7);
    assertThat(candidates.most()).isEqualTo(35);
    long[][] own = {
      {0, 1, 2, 3, 7, 8, 9, 10}, {0, 1, 2, 3, 4, 5, 6}, LongStream.range(0, 35).toArray()
    };
    NDArray ordered = candidates.inOrder(manager);
    NDArray shuffled = candidates.shuffled(manager, Randomness.ENGINE);
    float[] present = candidates.present(shuffled).orElseThrow().toFloatArray();
    for (int b = 0; b < B; b++) {
      assertThat(Arrays.copyOf(ordered.get(b).toLongArray(), own[b].length)).isEqualTo(own[b]);
      assertThat(Arrays.copyOf(shuffled.get(b).toLongArray(), own[b].length))
          .isNotEqualTo(own[b])
          .containsExactlyInAnyOrder(own[b]);
      for (int i = 0; i < 35; i++) {
        assertThat(present[35 * b + i]).isEqualTo(i < own[b].length ? 1 : 0);
      }
    }
  }

  /** An image's second row of cells, and what follows, is not another's. */
  @Test
  void morePatchesThanASmallImageHasCandidatesAreAnError() {
    ImageSpec flat = new ImageSpec(1, 4, 28, 1, 7);
    IterativeSelectionOptions options = options(8, 4, 0, true);
    NDArray low = manager.zeros(new Shape(B, 1, 5, 7));
    Views views = new Views(low, source, List.of(IMAGE, flat, IMAGE));
    assertThatThrownBy(() -> Candidates.of(views, options.grid(IMAGE), options::grid, 8))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("patches = 8 is more than the 7 positions of the 1×7 grid");
  }

  @Test
  void morePatchesThanCandidatesAreAnError() {
    IterativeSelectionOptions many = options(36, 4, 0, true);
    assertThatThrownBy(() -> new IterativeSelection(many, IMAGE))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "patches = 36 is more than the 35 positions of the 5×7 grid; choose patches at most 35,"
                + " or a smaller stride");
  }
}
