package io.ats.experiments.bench;

import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.PatchSelector;
import io.ats.core.PatchSource;
import io.ats.experiments.train.Learner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a training step, or a prediction, is doing. */
enum StepPart {
  /** Waiting for a batch that is prepared in the background. */
  WAITING("waiting for data"),
  /** The networks of the selector, mostly the view's. */
  NETWORK("the selector's networks"),
  /** The rest of the selector: scores to positions and weights. */
  SELECTION("selection"),
  /** Cutting patches out of the full images. */
  READING("reading patches"),
  /** Features of patches, also where a selector asks for them. */
  ENCODER("encoder"),
  /** Features of patches to features of an image. */
  AGGREGATION("aggregation"),
  /** The backward pass. */
  BACKWARD("backward"),
  /** Clipping and updates of parameters. */
  OPTIMISER("optimiser"),
  /** The rest: the view, the loss, sums for the metrics. */
  OTHER("other");

  private static final Map<String, Optional<Class<?>>> CLASSES = new ConcurrentHashMap<>();

  private final String title;

  StepPart(String title) {
    this.title = title;
  }

  /**
   * Returns a row for each part that was seen.
   *
   * @param label of the rows: a format of the part's title and its per cent of the whole
   * @param milliseconds of each part, in their order
   * @param whole their sum
   * @param other the whole's name
   */
  static List<BenchRow> rows(
      String bench, String label, double[] milliseconds, double whole, String other) {
    List<BenchRow> rows = new ArrayList<>();
    for (StepPart part : values()) {
      double own = milliseconds[part.ordinal()];
      if (own > 0) {
        String what = String.format(Locale.ROOT, label, part.title, 100 * own / whole);
        rows.add(BenchRow.part(bench, what, own, whole, other, "ms"));
      }
    }
    return rows;
  }

  /** Returns the part that a thread with this stack, the innermost call first, is doing. */
  static StepPart of(StackTraceElement[] stack) {
    boolean network = false;
    boolean view = false;
    for (StackTraceElement call : stack) {
      Class<?> type = type(call.getClassName()).orElse(null);
      if (type == null) {
        continue;
      }
      String method = call.getMethodName();
      if (PatchSource.class.isAssignableFrom(type)) {
        if (!method.equals("view")) {
          return READING;
        }
        view = true; // a selector reads it, or it is made for one
      } else if (type == Pass.class && method.equals("encode")) {
        return ENCODER;
      } else if (Aggregator.class.isAssignableFrom(type) && method.equals("aggregate")) {
        return AGGREGATION;
      } else if (PatchSelector.class.isAssignableFrom(type)) {
        return view ? READING : network ? NETWORK : SELECTION;
      } else if (GradientCollector.class.isAssignableFrom(type)) {
        return method.equals("backward") ? BACKWARD : OTHER;
      } else if (type == Learner.class && method.matches("update|clip")) {
        return OPTIMISER;
      } else if (type.getSimpleName().equals("Feeder")) {
        return method.equals("next") ? WAITING : OTHER;
      }
      network |= Block.class.isAssignableFrom(type);
    }
    return OTHER;
  }

  private static Optional<Class<?>> type(String name) {
    return CLASSES.computeIfAbsent(
        name,
        missing -> {
          try {
            return Optional.of(Class.forName(name, false, StepPart.class.getClassLoader()));
          } catch (ClassNotFoundException e) {
            return Optional.empty(); // of the virtual machine
          }
        });
  }
}
