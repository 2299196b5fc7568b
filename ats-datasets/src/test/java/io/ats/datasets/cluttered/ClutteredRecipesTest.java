package io.ats.datasets.cluttered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.data.Split;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.mnist.PlacedDigit;
import io.ats.datasets.scene.GreyBitmap;
import io.ats.datasets.scene.Stamp;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClutteredRecipesTest {

  private static final Mnist MNIST = Mnist.embedded();

  @Test
  void splitsUseDisjointDigits() {
    ClutteredRecipes generator = generator(Map.of());
    for (Split split : Split.values()) {
      Digits file = split == Split.TEST ? MNIST.test() : MNIST.train();
      int least = split == Split.VALIDATION ? 50_000 : 0;
      int most = split == Split.TRAIN ? 49_999 : file.count() - 1;
      List<PlacedDigit> digits =
          recipes(generator, split, 1000).stream().flatMap(r -> r.digits().stream()).toList();
      assertThat(digits).hasSize(2000);
      assertThat(digits).allMatch(digit -> digit.image() >= least && digit.image() <= most);
      assertThat(digits).allMatch(digit -> digit.label() == file.label(digit.image()));
      assertThat(digits).anyMatch(digit -> digit.image() < least + (most - least) / 10);
      assertThat(digits).anyMatch(digit -> digit.image() > most - (most - least) / 10);
    }
  }

  /** Looks for each fragment at every place of every digit of its split. */
  @Test
  void clutterIsCutOutOfDigitsOfTheSplit() {
    ClutteredRecipes generator = generator(Map.of());
    List<Stamp> fragments =
        recipes(generator, Split.TEST, 5).stream()
            .flatMap(recipe -> recipe.clutter().stream())
            .filter(stamp -> lit(stamp.bitmap()) > 15)
            .toList();
    assertThat(fragments).hasSizeGreaterThan(10);
    for (Stamp fragment : fragments) {
      assertThat(
              IntStream.range(0, MNIST.test().count())
                  .anyMatch(i -> contains(MNIST.test().bitmap(i), fragment.bitmap())))
          .isTrue();
      assertThat(fragment.row()).isBetween(0, 92);
      assertThat(fragment.column()).isBetween(0, 92);
    }
    assertThat(recipes(generator, Split.TRAIN, 20)).allMatch(r -> r.clutter().size() == 8);
  }

  /** Of 4,000 pairs, a class's share has a standard error of 0.5 %. */
  @Test
  void classesAreUniformAndIndependent() {
    int[][] counts = new int[10][10];
    for (ClutteredRecipe recipe : recipes(generator(Map.of()), Split.TRAIN, 4000)) {
      counts[recipe.digits().get(0).label()][recipe.digits().get(1).label()]++;
      assertThat(recipe.label(ClutteredTask.SUM)).isBetween(0, 18);
    }
    for (int c = 0; c < 10; c++) {
      int label = c;
      int left = IntStream.of(counts[c]).sum();
      int right = IntStream.range(0, 10).map(i -> counts[i][label]).sum();
      assertThat(left / 4000.0).isCloseTo(0.1, within(0.02));
      assertThat(right / 4000.0).isCloseTo(0.1, within(0.02));
    }
    double square =
        IntStream.range(0, 100).mapToDouble(i -> Math.pow(counts[i / 10][i % 10] - 40, 2)).sum();
    // χ² of 99 degrees of freedom: 99 ± 14.
    assertThat(square / 40).isBetween(50.0, 160.0);
  }

  @Test
  void magnifiedDigitsFillTheirBoxes() {
    ClutteredRecipes generator =
        generator(
            Map.of("height", 600, "width", 500, "digitSize", 200, "clutterSize", 60, "clutter", 3));
    for (ClutteredRecipe recipe : recipes(generator, Split.TRAIN, 5)) {
      for (PlacedDigit digit : recipe.digits()) {
        GreyBitmap bitmap = digit.stamp().bitmap();
        assertThat(bitmap.height()).isEqualTo(200);
        double mean = mean(MNIST.train().bitmap(digit.image()));
        assertThat(mean(bitmap)).isCloseTo(mean, within(1.0));
      }
      assertThat(recipe.clutter())
          .hasSize(3)
          .allMatch(s -> s.bitmap().height() == 60 && s.bitmap().width() == 60);
    }
  }

  /** The narrowest canvas that is allowed, and one with room for a single digit only. */
  @Test
  void tightCanvasesSucceed() {
    ClutteredRecipes two = generator(Map.of("height", 28, "width", 63));
    for (ClutteredRecipe recipe : recipes(two, Split.TRAIN, 500)) {
      Stamp left = recipe.digits().get(0).stamp();
      assertThat(recipe.digits().get(1).stamp().column() - left.column()).isBetween(28, 35);
    }
    ClutteredRecipes one =
        generator(Map.of("task", ClutteredTask.SINGLE, "height", 28, "width", 28));
    assertThat(recipes(one, Split.TRAIN, 50)).allMatch(recipe -> recipe.digits().size() == 1);
  }

  private static ClutteredRecipes generator(Map<String, Object> values) {
    return new ClutteredRecipes(
        OptionRecords.with(ClutteredMnistOptions.DEFAULTS, values), MNIST, 11);
  }

  private static List<ClutteredRecipe> recipes(ClutteredRecipes generator, Split split, int count) {
    return IntStream.range(0, count).mapToObj(i -> generator.recipe(split, i)).toList();
  }

  private static boolean contains(GreyBitmap digit, GreyBitmap fragment) {
    for (int row = 0; row <= 20; row++) {
      for (int column = 0; column <= 20; column++) {
        if (matches(digit, row, column, fragment)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(GreyBitmap digit, int row, int column, GreyBitmap fragment) {
    for (int i = 0; i < 64; i++) {
      if (digit.value(row + i / 8, column + i % 8) != fragment.value(i / 8, i % 8)) {
        return false;
      }
    }
    return true;
  }

  private static long lit(GreyBitmap bitmap) {
    return values(bitmap).filter(value -> value > 0).count();
  }

  private static double mean(GreyBitmap bitmap) {
    return values(bitmap).average().orElseThrow();
  }

  private static IntStream values(GreyBitmap bitmap) {
    return IntStream.range(0, bitmap.height() * bitmap.width())
        .map(i -> bitmap.value(i / bitmap.width(), i % bitmap.width()));
  }
}
