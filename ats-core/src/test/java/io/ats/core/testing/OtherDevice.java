package io.ats.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.ats.core.Prediction;
import io.ats.core.Views;
import io.ats.core.source.Pictures;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares what a selector computes on a device with what it computes on the CPU, in float32, from
 * the same parameters, images and draws.
 */
final class OtherDevice {

  /** As a share of the largest entry, or of {@link #LEAST} if that is smaller. */
  private static final double ROUNDING = 1e-3;

  private static final double LEAST = 1e-2;

  private static final int BATCH = 3;

  private OtherDevice() {}

  /** Checks prediction and selection, in inference and in training, and every gradient. */
  static void assertSame(Function<Device, Trial> trial, Device device) {
    try (Trial ours = trial.apply(Device.cpu());
        Trial other = trial.apply(device)) {
      for (int i = 0; i < ours.classifier.getParameters().size(); i++) {
        NDArray from = ours.classifier.getParameters().valueAt(i).getArray();
        NDArray to = other.classifier.getParameters().valueAt(i).getArray();
        to.set(from.toFloatArray());
      }
      Map<String, double[]> expected = outcome(ours);
      Map<String, double[]> found = outcome(other);
      assertThat(found).containsOnlyKeys(expected.keySet());
      expected.forEach(
          (name, values) -> {
            double scale = Math.max(LEAST, Arrays.stream(values).map(Math::abs).max().orElse(0));
            assertThat(Gradients.distance(found.get(name), values))
                .as(
                    "%s on %s against the CPU (with NVIDIA_TF32_OVERRIDE=0: else a GPU rounds the"
                        + " factors of convolutions to ten bits)",
                    name, device)
                .isLessThan(ROUNDING * scale);
          });
    }
  }

  private static Map<String, double[]> outcome(Trial trial) {
    Map<String, double[]> outcome = new LinkedHashMap<>();
    Views views = trial.tensor(BATCH, 5);
    for (boolean training : new boolean[] {false, true}) {
      Prediction prediction = trial.predict(views, training, new HostDraws(7));
      String when = training ? " in training" : " in inference";
      outcome.put("logits" + when, Pictures.doubles(prediction.logits()));
      outcome.put("weights" + when, Pictures.doubles(prediction.selection().weights()));
      outcome.put("regions" + when, Pictures.doubles(prediction.selection().regions()));
      outcome.put("patches" + when, Pictures.doubles(prediction.selection().patches()));
    }
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      collector.backward(trial.loss(trial.tensor(BATCH, 6), new HostDraws(8)));
    }
    for (var named : trial.classifier.getParameters()) {
      Parameter parameter = named.getValue();
      if (parameter.requiresGradient()) {
        outcome.put(
            "gradient of " + named.getKey(), Pictures.doubles(parameter.getArray().getGradient()));
      }
    }
    return outcome;
  }
}
