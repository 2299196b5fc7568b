package io.ats.experiments.cost;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The operators that the engine calls, as its profiler records them: also those of blocks that this
 * project does not know.
 */
final class OperatorTrace {

  private final List<JsonNode> events;

  private OperatorTrace(List<JsonNode> events) {
    this.events = events;
  }

  /**
   * Records the operators that some work calls in this thread.
   *
   * @throws IOException if the profiler's file cannot be written or read
   */
  static OperatorTrace of(Runnable work) throws IOException {
    Path file = Files.createTempFile("operators", ".json");
    try {
      JniUtils.startProfile(false, true, false);
      try {
        work.run();
      } finally {
        JniUtils.stopProfile(file.toString());
      }
      JsonNode all = new ObjectMapper().readTree(file.toFile());
      List<JsonNode> events = new ArrayList<>();
      all.forEach(events::add);
      // Those that call others before these, which begin later and end no later.
      events.sort(
          Comparator.comparingDouble(OperatorTrace::start)
              .thenComparing(Comparator.comparingDouble(OperatorTrace::end).reversed()));
      return new OperatorTrace(events);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static double start(JsonNode event) {
    return event.get("ts").asDouble();
  }

  private static double end(JsonNode event) {
    return start(event) + event.get("dur").asDouble();
  }

  /** Returns the calls of some operators, in order, but not those that another of them makes. */
  List<Operator> outermost(Predicate<String> names) {
    List<Operator> found = new ArrayList<>();
    double until = Double.NEGATIVE_INFINITY;
    for (JsonNode event : events) {
      String name = event.get("name").asText();
      if (start(event) >= until && names.test(name)) {
        found.add(new Operator(name, shapes(event.get("shape"))));
        until = end(event);
      }
    }
    return found;
  }

  private static List<Shape> shapes(JsonNode all) {
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            shape ->
                new Shape(
                    StreamSupport.stream(shape.spliterator(), false)
                        .mapToLong(JsonNode::asLong)
                        .toArray()))
        .toList();
  }
}
