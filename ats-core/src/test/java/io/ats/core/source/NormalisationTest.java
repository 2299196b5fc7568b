package io.ats.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Views;
import io.ats.core.data.InputTransform;
import io.ats.core.testing.Gradients;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NormalisationTest {

  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] DEVIATION = {0.229, 0.224, 0.225};

  private final NDManager manager = NDManager.newBaseManager();
  private final InputTransform input =
      Normalisation.of(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
  private final TensorSource source =
      new TensorSource(
          manager.create(Pictures.random(1, 2 * 3 * 12 * 10), new Shape(2, 3, 12, 10)));

  @AfterEach
  void close() {
    manager.close();
  }

  private Views views() {
    ImageSpec own = new ImageSpec(3, 12, 10, 4, 5);
    return new Views(source.view(manager, 6, 5), source, List.of(own, own));
  }

  /** Compares with the definition; {@code area} values of a channel follow each other. */
  private static void assertNormalised(NDArray found, NDArray plain) {
    assertThat(found.getShape()).isEqualTo(plain.getShape());
    long[] shape = plain.getShape().getShape();
    int area = (int) (shape[shape.length - 1] * shape[shape.length - 2]);
    float[] values = plain.toFloatArray();
    double[] expected = new double[values.length];
    for (int i = 0; i < expected.length; i++) {
      int channel = i / area % 3;
      expected[i] = (values[i] - MEAN[channel]) / DEVIATION[channel];
    }
    Pictures.assertClose(found.toFloatArray(), expected, 1e-5);
  }

  @Test
  void viewsAreNormalisedAndKeepTheirSizes() {
    Views found = input.apply(views());
    assertNormalised(found.low(), views().low());
    assertThat(found.images()).isEqualTo(views().images());
    assertNormalised(found.source().view(manager, 3, 5), source.view(manager, 3, 5));
  }

  @Test
  void patchesAreNormalised() {
    NDArray origins = manager.create(new long[] {-3, 0, 4, 5, 0, 0, 9, 8}, new Shape(2, 2, 2));
    for (Border border : List.of(Border.REFLECT, Border.CLAMP)) {
      NDArray plain = source.crop(origins, 6, 4, border);
      NDArray found = input.apply(views()).source().crop(origins, 6, 4, border);
      assertNormalised(found, plain);
      Pictures.assertClose(
          input.original(found).toFloatArray(), doubles(plain.toFloatArray()), 1e-6);
    }
  }

  /** As of images that were normalised first. */
  @Test
  void whatIsOutsideIsZeroAfterwards() {
    Views views = input.apply(views());
    TensorSource before = new TensorSource(views.source().view(manager, 12, 10));
    NDArray origins = manager.create(new long[] {-3, 0, 4, 5, -9, 0, 9, 8}, new Shape(2, 2, 2));
    NDArray crops = views.source().crop(origins, 6, 4, Border.ZERO);
    Pictures.assertClose(
        crops.toFloatArray(),
        doubles(before.crop(origins, 6, 4, Border.ZERO).toFloatArray()),
        1e-5);
    assertThat(crops.get("1,0").toFloatArray()).as("wholly outside").containsOnly(0);
    float[] edges = {0, 0, 0.5f, 0.7f, -0.2f, -0.4f, 1.2f, 0.9f};
    NDArray regions = manager.create(edges, new Shape(2, 1, 4));
    Pictures.assertClose(
        views.source().sample(regions, 7, 5).toFloatArray(),
        doubles(before.sample(regions, 7, 5).toFloatArray()),
        1e-5);
    double[] slope = Gradients.of(r -> weighed(views.source().sample(r, 7, 5)), regions);
    double[] expected = Gradients.of(r -> weighed(before.sample(r, 7, 5)), regions);
    assertThat(Gradients.distance(slope, expected)).isLessThan(1e-3);
    assertThat(Gradients.distance(slope, new double[slope.length])).isGreaterThan(1);
  }

  private NDArray weighed(NDArray values) {
    Shape shape = values.getShape();
    return values.mul(manager.create(Pictures.random(4, (int) shape.size()), shape)).sum();
  }

  /** Each image's own edge counts. */
  @Test
  void soWhereSizesDiffer() {
    List<Scene> scenes =
        List.of(
            new FakeScene(Pictures.random(2, 3 * 12 * 10), 3, 12, 10),
            new FakeScene(Pictures.random(3, 3 * 8 * 6), 3, 8, 6));
    Views both = views().with(views().low(), new SceneSource(scenes));
    float[] edges = {-0.2f, -0.4f, 1.2f, 0.9f};
    NDArray regions = manager.create(edges, new Shape(1, 1, 4)).repeat(0, 2);
    NDArray origins = manager.create(new long[] {-2, 3}, new Shape(1, 1, 2)).repeat(0, 2);
    for (int b = 0; b < 2; b++) {
      SceneSource alone = new SceneSource(List.of(scenes.get(b)));
      NDArray low = views().low().get("0:1");
      Views one = new Views(low, alone);
      String row = b + ":" + (b + 1);
      Pictures.assertClose(
          input.apply(both).source().sample(regions, 7, 5).get(row).toFloatArray(),
          doubles(input.apply(one).source().sample(regions.get("0:1"), 7, 5).toFloatArray()),
          1e-4);
      Pictures.assertClose(
          input.apply(both).source().crop(origins, 7, 5, Border.ZERO).get(row).toFloatArray(),
          doubles(
              input.apply(one).source().crop(origins.get("0:1"), 7, 5, Border.ZERO).toFloatArray()),
          1e-5);
    }
  }

  @Test
  void theImageIsTheSame() {
    ImageSpec image = new ImageSpec(3, 12, 10, 6, 5);
    assertThat(input.image(image)).isEqualTo(image);
  }

  @Test
  void zeroAndOneAreNoTransform() {
    assertThat(Normalisation.of(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)))
        .isSameAs(InputTransform.NONE);
    assertThat(Normalisation.of(List.of(0.0, 0.1, 0.0), List.of(1.0, 1.0, 1.0)))
        .isInstanceOf(Normalisation.class);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
