package io.ats.datasets.folder;

import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import java.util.List;
import java.util.stream.Stream;

/** What a label is. */
public enum LabelKind {
  /** One of the classes. */
  CLASS,
  /** Any number of classes, separated by {@code |}. */
  SEVERAL,
  /** A whole number, from 0 to the largest among the images: each is a class, in order. */
  COUNT;

  private static final int MOST = 10_000;
  private static final String BETWEEN = "[" + Task.BETWEEN + "]";

  /**
   * Returns the labels that a text stands for, each once, sorted.
   *
   * @param place where it is written, for messages
   * @throws OptionException if it stands for none
   */
  List<String> labels(String place, String text) {
    if (!Printable.is(text)) {
      throw bad(place, "the label '%s' has control characters", text);
    }
    Stream<String> parts = this == SEVERAL ? Stream.of(text.split(BETWEEN)) : Stream.of(text);
    List<String> labels =
        parts.map(String::strip).filter(label -> !label.isEmpty()).distinct().sorted().toList();
    if (labels.isEmpty() && this != SEVERAL) {
      throw bad(place, "no label; write one, or leave the image out", text);
    }
    return this == COUNT ? List.of(count(place, labels.get(0))) : labels;
  }

  private static String count(String place, String text) {
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MOST) {
      throw bad(place, "labels: count needs whole numbers from 0 to " + MOST + ", got '%s'", text);
    }
    return Integer.toString(Integer.parseInt(text));
  }

  private static OptionException bad(String place, String problem, String text) {
    return new OptionException(
        "path: %s: %s".formatted(place, problem.formatted(Printable.shown(text))));
  }
}
