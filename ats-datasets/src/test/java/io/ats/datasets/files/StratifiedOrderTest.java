package io.ats.datasets.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.datasets.random.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedOrderTest {

  private static final int[] CLASSES = {50, 30, 7, 1};

  /** 50 images of class 0, 30 of class 1 and so on, class by class. */
  private static final List<LabelledFile> IMAGES =
      IntStream.range(0, CLASSES.length)
          .boxed()
          .flatMap(
              label ->
                  IntStream.range(0, CLASSES[label])
                      .mapToObj(
                          i ->
                              new LabelledFile(
                                  Path.of(label + "-" + i), label, new double[0][], "here")))
          .toList();

  @Test
  void theFirstImagesHaveTheClassesInTheirShares() {
    List<LabelledFile> order = StratifiedOrder.of(IMAGES, Streams.of(1));
    assertThat(order).containsExactlyInAnyOrderElementsOf(IMAGES);
    for (int first = 1; first <= order.size(); first++) {
      for (int label = 0; label < CLASSES.length; label++) {
        int wanted = label;
        long found = order.stream().limit(first).filter(i -> i.label() == wanted).count();
        double share = (double) CLASSES[label] * first / order.size();
        assertThat((double) found).isCloseTo(share, within(1.5));
      }
    }
  }

  @Test
  void theSeedDrawsWhichOfAClass() {
    List<LabelledFile> order = StratifiedOrder.of(IMAGES, Streams.of(1));
    assertThat(StratifiedOrder.of(IMAGES, Streams.of(1))).isEqualTo(order);
    assertThat(StratifiedOrder.of(IMAGES, Streams.of(2))).isNotEqualTo(order);
    List<LabelledFile> some = order.stream().limit(20).toList();
    assertThat(StratifiedOrder.of(IMAGES, Streams.of(2)).subList(0, 20))
        .isNotEqualTo(some)
        .extracting(LabelledFile::label)
        .isEqualTo(some.stream().map(LabelledFile::label).toList());
  }
}
