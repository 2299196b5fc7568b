package io.ats.experiments.results;

import static io.ats.experiments.results.Metric.Better.LESS;
import static io.ats.experiments.results.Metric.Better.MORE;
import static io.ats.experiments.results.Metric.Better.NEITHER;
import static io.ats.experiments.results.Metric.Kind.CLASSES;
import static io.ats.experiments.results.Metric.Kind.COST;
import static io.ats.experiments.results.Metric.Kind.DELETION;
import static io.ats.experiments.results.Metric.Kind.EPOCH;
import static io.ats.experiments.results.Metric.Kind.EVALUATION;
import static io.ats.experiments.results.Metric.Kind.TEST;
import static io.ats.experiments.results.Metric.Kind.TRIAL;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A number measured on a split or of a whole trial, declared here and nowhere else: its name in
 * lower case is its column in every CSV file. To add one, declare it with kind {@link
 * Kind#EVALUATION} and compute it in the evaluator; every file, table and learning curve then has
 * it.
 */
public enum Metric {
  LOSS(EPOCH, "loss", "nats", LESS, "in training with penalties"),
  ACCURACY(EPOCH, "accuracy", "%", MORE, "share of images predicted right"),

  TRAIN_LOSS(TRIAL, "train loss", "nats", LESS, "over the last epoch, with penalties"),
  TRAIN_ACCURACY(TRIAL, "train accuracy", "%", MORE, "over the last epoch"),
  TEST_ACCURACY(TEST, "test accuracy", "%", MORE, "after the last epoch"),
  BEST_TEST_ACCURACY(TEST, "best test accuracy", "%", MORE, "at the best epoch"),

  ATTENTION_ENTROPY(EVALUATION, "attention entropy", "nats", NEITHER, "of the attention map"),
  ATTENTION_ON_OBJECTS(EVALUATION, "attention on objects", "%", MORE, "share in true boxes"),
  OUTSIDE_IMAGE(EVALUATION, "patches outside image", "%", LESS, "share of the patches' area"),
  OBJECTS_COVERED(
      EVALUATION,
      "objects covered",
      "%",
      MORE,
      "share of true boxes in patches; not of one patch that is the whole image"),
  OBJECTS_FOUND(
      EVALUATION,
      "objects found",
      "%",
      MORE,
      "share of true boxes whose centre is in a patch, their recall at K patches; not of one patch that is the whole image"),

  BALANCED_ACCURACY(
      CLASSES,
      "balanced accuracy",
      "%",
      MORE,
      "mean over the classes of the share of their test images predicted right; multi-label: of the mean of that share and the"
          + " share of the other images predicted not to be of the class; classes without such images are left out"),
  MACRO_F1(
      CLASSES,
      "macro F1",
      "%",
      MORE,
      "mean over the classes of 2·TP / (2·TP + FP + FN) on the test images; classes neither there nor predicted are left out"),
  ROC_AREA(
      CLASSES,
      "ROC area",
      "%",
      MORE,
      "mean over the classes of the area under the receiver operating characteristic curve, each class against the rest by its"
          + " probability, equal ones counting half; classes without a test image are left out; not of multi-label tasks"),

  DELETION_FIRST(
      DELETION,
      "accuracy, first patch blanked",
      "%",
      LESS,
      "test accuracy when the region of the patch of most weight is blanked in the image, which is then predicted anew"),
  DELETION_HALF(DELETION, "accuracy, half blanked", "%", LESS, "the same with half of the patches"),
  DELETION_ALL(DELETION, "accuracy, all blanked", "%", LESS, "the same with all of the patches"),
  RANDOM_DELETION_FIRST(
      DELETION,
      "accuracy, one at random blanked",
      "%",
      NEITHER,
      "the same with a region of that size at a random place"),
  RANDOM_DELETION_HALF(
      DELETION, "accuracy, half at random blanked", "%", NEITHER, "the same with half as many"),
  RANDOM_DELETION_ALL(
      DELETION, "accuracy, all at random blanked", "%", NEITHER, "the same with as many"),

  MAJORITY_SHARE(TRIAL, "majority share", "%", NEITHER, "of the test split's most frequent label"),

  SKIPPED_FILES(
      TRIAL,
      "skipped",
      "files",
      NEITHER,
      "left out because they cannot be read, or with parts that are white for that; empty: none"),

  VALIDATION_ACCURACY(TRIAL, "validation accuracy", "%", MORE, "after the last epoch"),
  VALIDATION_MAJORITY_SHARE(
      TRIAL,
      "validation majority share",
      "%",
      NEITHER,
      "of the validation split's most frequent label"),
  VALIDATION_IMAGES(TRIAL, "validation", "images", NEITHER, "in the validation split"),

  TRAIN_SECONDS(COST, "train", "s", LESS, "all epochs together, without validation"),
  INFERENCE_MS_PER_IMAGE(
      COST, "inference", "ms/image", LESS, "median of the first 20 test batches, with reading"),
  PEAK_MEMORY_MB(
      COST,
      "peak",
      "MB",
      LESS,
      "largest resident size; on a GPU, the memory there of the trial's process"),
  TRAIN_CPU_SECONDS(COST, "train CPU", "s", LESS, "of all threads, in the time of train"),
  PIXELS_READ(
      COST,
      "pixels read",
      "%",
      LESS,
      "of a test image's pixels those in at least one patch, and those of the view if the selector looks at it"),
  MULTIPLY_ADDS_MILLIONS(
      COST,
      "multiply-adds",
      "M/image",
      LESS,
      "of convolutions, linear layers and other products of matrices in the prediction of a test image; empty if some"
          + " cannot be counted"),
  TUNING_TRIALS(
      COST,
      "tuning",
      "trials",
      LESS,
      "trained to choose the row's options by ./ats tune; empty if they were chosen otherwise");

  /** Which files, tables and charts have a metric. */
  public enum Kind {
    /** {@code metrics.csv} and its learning curves only. */
    EPOCH,
    /** {@code results.csv} and the table of trials only. */
    TRIAL,
    /** {@code results.csv} and all tables; also as medians and differences between variants. */
    TEST,
    /** {@code metrics.csv}, {@code results.csv}, all tables and learning curves. */
    EVALUATION,
    /** {@code results.csv} and all tables; computed from {@code predictions.csv}. */
    CLASSES,
    /** {@code results.csv}, and all tables where a trial has them. */
    DELETION,
    /** {@code results.csv} and all tables. */
    COST
  }

  /** Whether more of a metric is better. */
  public enum Better {
    MORE,
    LESS,
    NEITHER
  }

  private final String column = name().toLowerCase(Locale.ROOT);
  private final Kind kind;
  private final String label;
  private final String unit;
  private final Better better;
  private final String meaning;

  Metric(Kind kind, String label, String unit, Better better, String meaning) {
    this.kind = kind;
    this.label = label;
    this.unit = unit;
    this.better = better;
    this.meaning = meaning;
  }

  /** Returns the metrics of some kind, in order. */
  public static List<Metric> of(Predicate<Kind> kind) {
    return Arrays.stream(values()).filter(metric -> kind.test(metric.kind)).toList();
  }

  /** Returns the metrics of a trial's result, in order. */
  public static List<Metric> ofResult() {
    return of(kind -> kind != EPOCH);
  }

  /** Returns the metric of a column, if there is one. */
  static Optional<Metric> ofColumn(String column) {
    return Arrays.stream(values()).filter(metric -> metric.column().equals(column)).findFirst();
  }

  /** Returns the kind. */
  public Kind kind() {
    return kind;
  }

  /** Returns the name of its column in CSV files, and its key in JSON. */
  @JsonValue
  public String column() {
    return column;
  }

  /** Returns what people call it. */
  public String label() {
    return label;
  }

  /** Returns the unit in which it is shown; {@code %} for a share of 1. */
  public String unit() {
    return unit;
  }

  /** Returns whether it is a share of 1, shown as a percentage. */
  public boolean isShare() {
    return unit.equals("%");
  }

  /** Returns its heading in tables: label and unit. */
  public String heading() {
    return label + " " + unit;
  }

  /** Returns what it is. */
  public String meaning() {
    return meaning;
  }

  /** Returns what it is, and whether more is better, as a sentence. */
  public String explanation() {
    String sentence = Character.toUpperCase(label.charAt(0)) + label.substring(1) + ": " + meaning;
    return switch (better) {
      case MORE -> sentence + " (more is better).";
      case LESS -> sentence + " (less is better).";
      case NEITHER -> sentence + ".";
    };
  }

  /** Returns a value in the unit in which it is shown. */
  public double shown(double value) {
    return isShare() ? 100 * value : value;
  }
}
