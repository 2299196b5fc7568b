package io.ats.core;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

  /** The order in which they are added to the loss: another one gives another last digit. */
  @Test
  void penaltiesKeepTheirOrder() {
    List<String> names = List.of("kl", "reconstruction", "entropy", "a", "z", "m", "b", "y", "c");
    try (NDManager manager = NDManager.newBaseManager()) {
      Selection selection =
          Selection.of(
              manager.zeros(new Shape(1, 1, 1, 1, 1)),
              manager.ones(new Shape(1, 1)),
              manager.zeros(new Shape(1, 1, 4)));
      for (String name : names) {
        selection = selection.withPenalty(name, manager.create(1f));
      }
      assertThat(selection.withRepeats(1).penalties().keySet()).containsExactlyElementsOf(names);
    }
  }
}
