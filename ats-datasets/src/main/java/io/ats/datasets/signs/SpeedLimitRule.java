package io.ats.datasets.signs;

import io.ats.datasets.signs.AnnotatedSign.Visibility;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides which published images are used, and their classes, as the authors of attention sampling
 * do.
 */
final class SpeedLimitRule {

  private static final Comparator<AnnotatedSign> BEST_FIRST =
      Comparator.comparing(AnnotatedSign::visibility)
          .thenComparing(Comparator.comparingDouble(AnnotatedSign::area).reversed());

  private SpeedLimitRule() {}

  /**
   * What an image shows.
   *
   * @param limit its class
   * @param signs the visible signs with that limit, the best first; none for class none
   */
  record Choice(SpeedLimit limit, List<AnnotatedSign> signs) {}

  /**
   * Returns what an image shows; empty if it is not used.
   *
   * <p>An image without named signs is of class none. Of another, the best sign among those of 50,
   * 70 and 80 decides: the best visible, and of equally visible ones the largest. If there is no
   * such sign, or the best is not VISIBLE, the image is not used.
   */
  static Optional<Choice> choose(List<AnnotatedSign> named) {
    if (named.isEmpty()) {
      return Optional.of(new Choice(SpeedLimit.NONE, List.of()));
    }
    return named.stream()
        .filter(sign -> SpeedLimit.named(sign.name()).isPresent())
        .min(BEST_FIRST)
        .filter(best -> best.visibility() == Visibility.VISIBLE)
        .map(best -> new Choice(SpeedLimit.named(best.name()).orElseThrow(), like(best, named)));
  }

  private static List<AnnotatedSign> like(AnnotatedSign best, List<AnnotatedSign> signs) {
    return signs.stream()
        .filter(sign -> sign.name().equals(best.name()))
        .filter(sign -> sign.visibility() == Visibility.VISIBLE)
        .sorted(BEST_FIRST)
        .toList();
  }
}
