package io.ats.experiments.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.train.EvenParts.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvenPartsTest {

  @Test
  void partsAreAsFewAndAsEqualAsCanBe() {
    assertThat(EvenParts.of(64, 9)).hasSize(8).allMatch(part -> part.next() - part.first() == 8);
    assertThat(EvenParts.of(5, 2)).containsExactly(new Part(0, 1), new Part(1, 3), new Part(3, 5));
    assertThat(EvenParts.of(7, 7)).containsExactly(new Part(0, 7));
    assertThat(EvenParts.of(1, 100)).containsExactly(new Part(0, 1));
  }

  @Test
  void nothingIsLeftOutOrTakenTwice() {
    for (int all = 1; all < 60; all++) {
      for (int most = 1; most < 70; most++) {
        List<Part> parts = EvenParts.of(all, most);
        int next = 0;
        int least = all;
        int largest = 0;
        for (Part part : parts) {
          assertThat(part.first()).isEqualTo(next);
          next = part.next();
          least = Math.min(least, part.next() - part.first());
          largest = Math.max(largest, part.next() - part.first());
        }
        assertThat(next).isEqualTo(all);
        assertThat(largest).isLessThanOrEqualTo(most);
        assertThat(largest - least).isLessThanOrEqualTo(1);
        assertThat(parts).hasSize((all + most - 1) / most);
      }
    }
  }
}
