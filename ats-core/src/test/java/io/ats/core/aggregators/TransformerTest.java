package io.ats.core.aggregators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.aggregators.TransformerOptions.Positions;
import io.ats.core.aggregators.TransformerOptions.Readout;
import io.ats.core.attention.Differences;
import io.ats.core.attention.Plain;
import io.ats.core.attention.TransformerLayer.Norm;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.testing.Gradients;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against double loops, in float64. */
class TransformerTest {

  private static final int B = 2;
  private static final int K = 4;
  private static final int F = 3;
  private static final int D = 4;
  private static final int HEADS = 2;
  private static final int LAYERS = 2;

  private final NDManager manager = NDManager.newBaseManager();
  private final Patches patches = Patches.random(1, B, K, F);
  private final double[] direction = new Random(2).doubles(B * D, -1, 1).toArray();

  @AfterEach
  void close() {
    manager.close();
  }

  private Transformer transformer(Positions positions, Readout readout) {
    return transformer(positions, Norm.BEFORE, readout);
  }

  private Transformer transformer(Positions positions, Norm norm, Readout readout) {
    Transformer transformer =
        new Transformer(new TransformerOptions(LAYERS, HEADS, D, 2, positions, norm, 0, readout));
    transformer.initialize(manager, DataType.FLOAT64, new Shape(1, K, F), new Shape(Patches.CELLS));
    Plain.randomise(transformer, 3);
    return transformer;
  }

  private static double[] plain(
      Plain values, Patches patches, double[] means, TransformerOptions options) {
    double[] all = new double[patches.images() * D];
    for (int b = 0; b < patches.images(); b++) {
      double[][][] sorted = patches.sorted(b, means);
      double[][] x = values.linear("projection", sorted[0]);
      x =
          Plain.sum(
              x,
              switch (options.positions()) {
                case SLOT -> Plain.rows(values.get("positions"), D);
                case CELL -> patches.ofCells(b, Plain.rows(values.get("positions"), D));
                case REGION -> values.linear("region", sorted[1]);
              });
      if (values.has("token")) {
        double[][] longer = new double[x.length + 1][];
        longer[0] = values.get("token");
        System.arraycopy(x, 0, longer, 1, x.length);
        x = longer;
      }
      for (int layer = 0; layer < LAYERS; layer++) {
        x = values.layer("layers." + layer + ".", x, HEADS, options.norm());
      }
      if (options.norm() == Norm.BEFORE) {
        x = values.norm("norm", x);
      }
      for (int i = 0; i < D; i++) {
        double sum = 0;
        for (double[] row : x) {
          sum += row[i];
        }
        all[b * D + i] =
            switch (options.readout()) {
              case MEAN -> sum / x.length;
              case SUM -> sum;
              case TOKEN -> x[0][i];
            };
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "SLOT,BEFORE,MEAN,false",
    "SLOT,BEFORE,TOKEN,false",
    "REGION,BEFORE,MEAN,false",
    "REGION,AFTER,TOKEN,false",
    "CELL,AFTER,SUM,false",
    "CELL,AFTER,SUM,true",
    "CELL,BEFORE,MEAN,true"
  })
  void isItsDefinitionAndSoAreItsGradients(
      Positions positions, Norm norm, Readout readout, boolean blended) {
    TransformerOptions options =
        new TransformerOptions(LAYERS, HEADS, D, 2, positions, norm, 0, readout);
    Transformer transformer = transformer(positions, norm, readout);
    Patches patches = this.patches.blended(blended);
    double[] means = patches.means();
    assertThat(
            Gradients.distance(
                patches.aggregate(transformer, manager),
                plain(Plain.of(transformer), patches, means, options)))
        .isLessThan(1e-11);
    assertThat(transformer.getOutputShapes(new Shape[] {new Shape(B, K, F)}))
        .containsExactly(new Shape(B, D));
    NDArray weighting = manager.create(direction, new Shape(B, D));
    Differences.assertParameters(
        transformer,
        () ->
            patches
                .aggregate(transformer, patches.features(manager), patches.weights(manager))
                .mul(weighting)
                .sum(),
        values -> Plain.dot(plain(values, patches, means, options), direction),
        1e-7);
    // The weights' own mean, which divides them, stands still.
    double[] toWeights =
        Gradients.of(
            w -> patches.aggregate(transformer, patches.features(manager), w).mul(weighting).sum(),
            patches.weights(manager));
    Plain values = Plain.of(transformer);
    double[] expected =
        Differences.gradient(
            Plain.flat(patches.weights()),
            w ->
                Plain.dot(
                    plain(values, patches.withWeights(Plain.rows(w, K)), means, options),
                    direction));
    assertThat(Gradients.distance(toWeights, expected)).isLessThan(1e-7);
    assertThat(Gradients.distance(toWeights, new double[B * K])).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void theOrderOfDrawingDoesNotMatterButThePositionsDo(Positions positions) {
    Transformer transformer = transformer(positions, Readout.MEAN);
    double[] expected = patches.aggregate(transformer, manager);
    Patches permuted = patches.permuted(2, 0, 3, 1);
    assertThat(Gradients.distance(permuted.aggregate(transformer, manager), expected))
        .isLessThan(1e-12);
    assertThat(Gradients.distance(permuted.at(patches).aggregate(transformer, manager), expected))
        .isGreaterThan(1e-2);
  }

  @Test
  void equalWeightsChangeNothing() {
    Transformer transformer = transformer(Positions.SLOT, Readout.MEAN);
    double[][] ones = new double[B][K];
    double[][] others = new double[B][K];
    for (int b = 0; b < B; b++) {
      Arrays.fill(ones[b], 1);
      Arrays.fill(others[b], 0.25 + b);
    }
    assertThat(
            Gradients.distance(
                patches.withWeights(others).aggregate(transformer, manager),
                patches.withWeights(ones).aggregate(transformer, manager)))
        .isLessThan(1e-12);
  }

  @Test
  void anotherNumberOfPatchesIsAnError() {
    Transformer transformer = transformer(Positions.SLOT, Readout.MEAN);
    for (int count : new int[] {1, K + 1}) {
      assertThatThrownBy(() -> Patches.random(1, B, count, F).aggregate(transformer, manager))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "aggregator transformer was initialised for 4 patches, got " + count);
    }
  }

  @ParameterizedTest
  @CsvSource({"SLOT,TOKEN", "REGION,SUM", "CELL,MEAN"})
  void nothingStaysOnTheParametersManager(Positions positions, Readout readout) {
    Transformer transformer = transformer(positions, readout);
    int before = manager.getManagedArrays().size();
    try (NDManager own = manager.newSubManager()) {
      patches.aggregate(transformer, own);
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void learnedPositionsStartDifferentAndSmall() {
    Transformer transformer =
        new Transformer(
            new TransformerOptions(1, 8, 64, 2, Positions.SLOT, Norm.BEFORE, 0, Readout.TOKEN));
    Engine.getInstance().setRandomSeed(1);
    transformer.initialize(manager, DataType.FLOAT32, new Shape(1, 10, F));
    for (String name : new String[] {"positions", "token"}) {
      NDArray learned = Plain.parameters(transformer).get(name).getArray();
      assertThat(learned.getShape()).isEqualTo(new Shape(1, name.equals("token") ? 1 : 10, 64));
      double deviation = learned.square().mean().sqrt().getFloat();
      assertThat(deviation).as(name).isBetween(0.015, 0.025);
    }
  }

  @Test
  void headsMustShareTheWidth() {
    assertThatThrownBy(
            () ->
                new TransformerOptions(3, 8, 100, 2, Positions.SLOT, Norm.BEFORE, 0, Readout.MEAN))
        .isInstanceOf(OptionException.class)
        .hasMessage("width = 100 is not a multiple of heads = 8; choose width 104, or other heads");
    TransformerOptions defaults = TransformerOptions.DEFAULTS;
    assertThat(defaults.create(new Task("any", 2, false))).isInstanceOf(Transformer.class);
    assertThat(defaults.layers()).isEqualTo(3);
    assertThat(defaults.heads()).isEqualTo(8);
  }
}
