package io.ats.experiments.bench;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ats.experiments.trial.Devices;
import java.util.List;

/**
 * The memory that a gradient takes, measured in a child. Its heap has a fixed size and is touched
 * at the start, so that Java's own growth is not counted.
 */
final class SinkhornMemory {

  private static final List<String> FIXED_HEAP =
      List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

  /** The measurement that a child makes. */
  private record Question(SinkhornCase size, SinkhornCase.Way way, String device) {}

  private SinkhornMemory() {}

  /** Returns the growth of the resident size, MiB. */
  static double measure(SinkhornCase size, SinkhornCase.Way way, Device device) {
    return Child.run(
        SinkhornMemory.class, FIXED_HEAP, new Question(size, way, Devices.text(device)))[0];
  }

  /** Measures a {@code Question} in a child. */
  public static void main(String[] arguments) throws JsonProcessingException {
    Question question = Child.question(arguments, Question.class);
    SinkhornCase size = question.size;
    Device device = Devices.of(question.device);
    // Loads and compiles the code.
    new SinkhornCase(1, 2 * size.count(), size.count(), size.epsilon(), 300)
        .run(question.way, device);
    Child.answer(Child.growthMb(device, () -> size.run(question.way, device)));
  }
}
