package io.ats.datasets.megapixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.core.ImageSpec;
import io.ats.core.options.OptionException;
import io.ats.datasets.megapixel.MegapixelMnistOptions.Task;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MegapixelMnistOptionsTest {

  private final MegapixelMnistFactory factory = new MegapixelMnistFactory();

  @Test
  void defaultsAreThePapers() {
    assertThat(factory.image(factory.defaults())).isEqualTo(new ImageSpec(1, 1500, 1500, 180, 180));
    assertThat(factory.task(factory.defaults()))
        .isEqualTo(new io.ats.core.Task("majority", 10, false));
    assertThat(factory.task(of(Task.MULTI, 99, 120, 5, 3, 0.1)))
        .isEqualTo(new io.ats.core.Task("multi", 10, true));
    io.ats.core.Task joint = factory.task(of(Task.JOINT, 99, 120, 5, 3, 0.1));
    assertThat(joint.name()).isEqualTo("joint");
    assertThat(joint.classes()).isEqualTo(40);
    assertThat(joint.parts())
        .extracting(io.ats.core.Task::name)
        .containsExactly("majority", "max", "top", "multi");
  }

  @Test
  void viewsAreRoundedAndAtLeastOnePixel() {
    assertThat(factory.image(of(Task.TOP, 256, 301, 5, 3, 0.12)))
        .isEqualTo(new ImageSpec(1, 256, 301, 31, 36));
    assertThat(factory.image(of(Task.TOP, 256, 300, 5, 3, 0.001)))
        .isEqualTo(new ImageSpec(1, 256, 300, 1, 1));
  }

  @Test
  void rangesAreChecked() {
    assertRejected(() -> of(Task.MAX, 27, 300, 1, 1, 0.1), "height must be at least 28, got 27");
    assertRejected(() -> of(Task.MAX, 300, -1, 1, 1, 0.1), "width must be at least 28, got -1");
    assertRejected(() -> of(Task.MAX, 300, 300, 0, 1, 0.1), "digits must be at least 1, got 0");
    assertRejected(
        () -> of(Task.MAX, 300, 300, 5, 0, 0.1), "targetDigits must be at least 1, got 0");
    assertRejected(() -> of(Task.MAX, 300, 300, 5, 3, 0), "viewScale must lie in (0,1], got 0.0");
    assertRejected(
        () -> of(Task.MAX, 300, 300, 5, 3, 1.01), "viewScale must lie in (0,1], got 1.01");
    assertRejected(
        () -> of(Task.MAX, 300, 300, 5, 3, Double.NaN), "viewScale must lie in (0,1], got NaN");
    assertRejected(() -> counts(0, 1, 1, 0, 1), "train must be at least 1, got 0");
    assertRejected(() -> counts(1, 0, 1, 0, 1), "validation must be at least 1, got 0");
    assertRejected(() -> counts(1, 1, 0, 0, 1), "test must be at least 1, got 0");
    assertRejected(() -> counts(1, 1, 1, -1, 1), "noise must be at least 0, got -1");
    assertRejected(() -> counts(1, 1, 1, 0, 0), "noisePatterns must be at least 1, got 0");
    assertRejected(
        () -> of(null, 300, 300, 5, 3, 0.1), "task must not be null; leave it out for the default");
    assertRejected(
        () -> factory.defaults().withMnist(null),
        "mnist must not be null; leave it out for the default");
  }

  @Test
  void targetDigitsAreSomeOfTheDigits() {
    assertRejected(
        () -> of(Task.MAX, 300, 300, 3, 4, 0.1),
        "targetDigits must be at most digits, got 4 of 3; lower targetDigits or raise digits");
  }

  @Test
  void theMajorityIsUnique() {
    assertRejected(
        () -> of(Task.MAJORITY, 300, 300, 6, 3, 0.1),
        "task majority needs more than half of the digits to be of the target class, got"
            + " targetDigits 3 of digits 6; raise targetDigits to 4");
    assertRejected(
        () -> of(Task.JOINT, 300, 300, 6, 3, 0.1),
        "task joint needs more than half of the digits to be of the target class, got"
            + " targetDigits 3 of digits 6; raise targetDigits to 4");
    assertThat(of(Task.MAX, 300, 300, 6, 3, 0.1).targetDigits()).isEqualTo(3);
  }

  @Test
  void tooSmallCanvasIsRejectedBeforeAnythingIsRead() {
    assertRejected(
        () -> of(Task.MAJORITY, 96, 96, 5, 3, 0.1),
        "a canvas of height 96 and width 96 holds 9 cells of 28×28, but digits 5 needs 10 to place"
            + " them apart at random; raise height or width, or lower digits");
    assertThat(of(Task.MAJORITY, 84, 112, 5, 3, 0.1).height()).isEqualTo(84);
  }

  private static void assertRejected(ThrowingCallable options, String message) {
    assertThatThrownBy(options).isInstanceOf(OptionException.class).hasMessage(message);
  }

  private static MegapixelMnistOptions of(
      Task task, int height, int width, int digits, int targetDigits, double viewScale) {
    return new MegapixelMnistOptions(
        task, height, width, 1, 1, 1, 0, 1, digits, targetDigits, viewScale, "");
  }

  private static MegapixelMnistOptions counts(
      int train, int validation, int test, int noise, int noisePatterns) {
    return new MegapixelMnistOptions(
        Task.MAX, 200, 200, train, validation, test, noise, noisePatterns, 1, 1, 0.1, "");
  }
}
