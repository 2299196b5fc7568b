package io.ats.datasets.megapixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.ats.core.data.Split;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.scene.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MegapixelRecipesTest {

  private static final Mnist MNIST = Mnist.embedded();

  private final MegapixelRecipes generator =
      new MegapixelRecipes(MegapixelMnistOptions.DEFAULTS, MNIST, 11);

  @Test
  void threeOfTheTargetClassAndTwoOthers() {
    for (Split split : Split.values()) {
      for (MegapixelRecipe recipe : first(split, 300)) {
        assertThat(recipe.digits()).hasSize(5);
        assertThat(recipe.noise()).hasSize(50);
        assertThat(recipe.digits().stream().filter(d -> d.label() == recipe.target())).hasSize(3);
      }
    }
  }

  @Test
  void splitsUseDisjointDigits() {
    for (Split split : Split.values()) {
      Digits file = split == Split.TEST ? MNIST.test() : MNIST.train();
      int least = split == Split.VALIDATION ? 50_000 : 0;
      int most = split == Split.TRAIN ? 49_999 : file.count() - 1;
      List<PlacedDigit> digits =
          first(split, 1000).stream().flatMap(recipe -> recipe.digits().stream()).toList();
      assertThat(digits).allMatch(digit -> digit.image() >= least && digit.image() <= most);
      assertThat(digits).allMatch(digit -> digit.label() == file.label(digit.image()));
      assertThat(digits)
          .allMatch(digit -> digit.stamp().bitmap().equals(file.bitmap(digit.image())));
      // Not a corner of the pool only.
      assertThat(digits).anyMatch(digit -> digit.image() < least + (most - least) / 10);
      assertThat(digits).anyMatch(digit -> digit.image() > most - (most - least) / 10);
    }
  }

  @Test
  void anImageDependsOnSeedSplitAndIndexAlone() {
    MegapixelRecipe seventh = generator.recipe(Split.TRAIN, 7);
    first(Split.TEST, 20);
    MegapixelRecipes again =
        new MegapixelRecipes(MegapixelMnistOptions.DEFAULTS, Mnist.embedded(), 11);
    assertThat(placed(again.recipe(Split.TRAIN, 7))).isEqualTo(placed(seventh));
    assertThat(placed(generator.recipe(Split.TRAIN, 8))).isNotEqualTo(placed(seventh));
    assertThat(placed(generator.recipe(Split.VALIDATION, 7))).isNotEqualTo(placed(seventh));
    MegapixelRecipes other = new MegapixelRecipes(MegapixelMnistOptions.DEFAULTS, MNIST, 12);
    assertThat(placed(other.recipe(Split.TRAIN, 7))).isNotEqualTo(placed(seventh));
  }

  @Test
  void classesAreUniform() {
    List<MegapixelRecipe> recipes = first(Split.TRAIN, 5000);
    Map<Integer, Long> targets =
        recipes.stream()
            .collect(Collectors.groupingBy(MegapixelRecipe::target, Collectors.counting()));
    assertThat(targets.values()).hasSize(10).allMatch(count -> Math.abs(count - 500) < 5 * 22);
    Map<Integer, Long> others =
        recipes.stream()
            .flatMap(r -> r.digits().stream().filter(d -> d.label() != r.target()))
            .collect(Collectors.groupingBy(PlacedDigit::label, Collectors.counting()));
    assertThat(others.values()).hasSize(10).allMatch(count -> Math.abs(count - 1000) < 5 * 32);
  }

  @Test
  void aWholeSplitIsCheap() {
    assertTimeout(Duration.ofSeconds(2), () -> first(Split.TRAIN, 5000));
  }

  @Test
  void theFirstPlacedOfTwoTopmostDigitsCounts() {
    MegapixelRecipe any = generator.recipe(Split.TRAIN, 0);
    PlacedDigit first = digit(4, 10, 60);
    PlacedDigit second = digit(9, 10, 0);
    MegapixelRecipe tie =
        new MegapixelRecipe(4, List.of(digit(1, 11, 200), first, second), any.noise());
    assertThat(tie.label(MegapixelTask.TOP)).containsExactly(4);
    assertThat(tie.label(MegapixelTask.MAX)).containsExactly(9);
  }

  private static PlacedDigit digit(int label, int row, int column) {
    return new PlacedDigit(label, 0, new Stamp(MNIST.train().bitmap(0), row, column));
  }

  private List<MegapixelRecipe> first(Split split, int count) {
    return IntStream.range(0, count).mapToObj(i -> generator.recipe(split, i)).toList();
  }

  /** Returns all numbers of a recipe, the pictures apart. */
  private static List<Integer> placed(MegapixelRecipe recipe) {
    return IntStream.concat(
            recipe.digits().stream()
                .flatMapToInt(
                    d -> IntStream.of(d.label(), d.image(), d.stamp().row(), d.stamp().column())),
            recipe.noise().stream().flatMapToInt(s -> IntStream.of(s.row(), s.column())))
        .boxed()
        .toList();
  }
}
