package io.ats.experiments.report;

import io.ats.experiments.results.Metric;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What an accuracy is set against; less of each is better. */
public enum Cost {
  PIXELS_READ("pixels read", "% of the image", Metric.PIXELS_READ),
  MULTIPLY_ADDS("multiply-adds", "millions per image", Metric.MULTIPLY_ADDS_MILLIONS),
  INFERENCE_TIME("inference time", "ms per image", Metric.INFERENCE_MS_PER_IMAGE),
  TRAINING_TIME("training time", "s", Metric.TRAIN_SECONDS),
  MEMORY("peak memory", "MB", Metric.PEAK_MEMORY_MB),
  PARAMETERS("parameters", "trained values", trial -> trial.result().size().parameters()),
  TUNING("tuning", "trials", Metric.TUNING_TRIALS);

  private final String label;
  private final String unit;
  private final ToDoubleFunction<Trial> of;

  Cost(String label, String unit, Metric metric) {
    this(label, unit, trial -> metric.shown(trial.result().value(metric)));
  }

  Cost(String label, String unit, ToDoubleFunction<Trial> of) {
    this.label = label;
    this.unit = unit;
    this.of = of;
  }

  /** Returns what people call it. */
  public String label() {
    return label;
  }

  /** Returns the unit of {@link #of}. */
  public String unit() {
    return unit;
  }

  /** Returns its name in the names of files. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns a trial's, NaN if unknown. */
  public double of(Trial trial) {
    return of.applyAsDouble(trial);
  }
}
