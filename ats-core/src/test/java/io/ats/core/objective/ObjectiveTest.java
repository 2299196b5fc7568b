package io.ats.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Prediction;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import io.ats.core.data.Task;
import io.ats.core.options.OptionException;
import io.ats.core.source.Pictures;
import io.ats.core.testing.Gradients;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectiveTest {

  private static final Objective SINGLE =
      new Objective(new Task("single", 3, false), ObjectiveOptions.DEFAULTS);
  private static final Objective MULTI =
      new Objective(new Task("multi", 3, true), ObjectiveOptions.DEFAULTS);

  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  private Selection selection(int rows, int repeats) {
    return Selection.of(
            manager.zeros(new Shape(rows, 1, 1, 1, 1)),
            manager.ones(new Shape(rows, 1)),
            manager.zeros(new Shape(rows, 1, 4)))
        .withRepeats(repeats);
  }

  private NDArray logits() {
    return manager.create(new float[] {1, -2, 0.5f, 300, 100, -50}, new Shape(2, 3));
  }

  @Test
  void crossEntropyByItsClosedForm() {
    NDArray losses = SINGLE.losses(logits(), manager.create(new long[] {2, 1}));
    double first = Math.log(Math.exp(1) + Math.exp(-2) + Math.exp(0.5)) - 0.5;
    Pictures.assertClose(losses.toFloatArray(), new double[] {first, 200}, 1e-5);
  }

  @Test
  void crossEntropyGradientIsSoftmaxLessOneHot() {
    NDArray labels = manager.create(new long[] {2});
    double[] found =
        Gradients.of(
            z -> SINGLE.losses(z, labels).sum(),
            manager.create(new double[] {1, -2, 0.5}, new Shape(1, 3)));
    double sum = Math.exp(1) + Math.exp(-2) + Math.exp(0.5);
    double[] expected = {Math.exp(1) / sum, Math.exp(-2) / sum, Math.exp(0.5) / sum - 1};
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
  }

  @Test
  void binaryCrossEntropyByItsClosedFormAndFarOut() {
    NDArray logits = manager.create(new float[] {100, -100, 0, 100, -100, 2}, new Shape(2, 3));
    NDArray labels = manager.create(new float[] {0, 1, 1, 1, 0, 0}, new Shape(2, 3));
    double[] expected = {(100 + 100 + Math.log(2)) / 3, Math.log1p(Math.exp(2)) / 3};
    Pictures.assertClose(MULTI.losses(logits, labels).toFloatArray(), expected, 1e-4);
  }

  @Test
  void binaryCrossEntropyGradientIsSigmoidLessLabelEverywhere() {
    double[] z = {100, -100, 0, 0, -100, 2};
    double[] y = {0, 1, 1, 0, 0, 0};
    double[] expected = new double[6];
    for (int i = 0; i < 6; i++) {
      expected[i] = (1 / (1 + Math.exp(-z[i])) - y[i]) / 3;
    }
    NDArray labels = manager.create(y, new Shape(2, 3));
    double[] found =
        Gradients.of(at -> MULTI.losses(at, labels).sum(), manager.create(z, new Shape(2, 3)));
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
  }

  @Test
  void correctIsTheLargestLogit() {
    NDArray correct = Answer.correct(SINGLE.task(), logits(), manager.create(new long[] {2, 0}));
    assertThat(correct.toFloatArray()).containsExactly(0, 1);
    assertThat(correct.getDataType()).isEqualTo(DataType.FLOAT32);
  }

  @Test
  void correctOfManyLabelsIsAllOrNothing() {
    NDArray labels = manager.create(new float[] {1, 0, 1, 1, 0, 0}, new Shape(2, 3));
    assertThat(Answer.correct(MULTI.task(), logits(), labels).toFloatArray()).containsExactly(1, 0);
  }

  /** Three parts over eight logits and five columns of labels; each must read its own. */
  @Test
  void lossOfAJointTaskIsTheMeanOfItsPartsAndSoIsItsGradient() {
    NDArray logits =
        manager.create(
            new double[] {1, -2, 0.5, 0.3, -1, 2, 0.1, -0.7, 3, 1, -5, 2, 1, 0, -1, 0.2},
            new Shape(2, 8));
    NDArray labels = manager.create(new double[] {2, 1, 0, 1, 1, 0, 0, 1, 0, 1}, new Shape(2, 5));
    Task two = new Task("two", 2, false);
    Objective joint =
        new Objective(
            Task.joint("joint", List.of(SINGLE.task(), MULTI.task(), two)),
            ObjectiveOptions.DEFAULTS);
    NDArray first = logits.get(":, 0:3");
    NDArray second = logits.get(":, 3:6");
    NDArray third = logits.get(":, 6:8");
    NDArray firstLabels = manager.create(new long[] {2, 0});
    NDArray secondLabels = labels.get(":, 1:4");
    NDArray thirdLabels = manager.create(new long[] {1, 1});
    Objective last = new Objective(two, ObjectiveOptions.DEFAULTS);
    NDArray sum =
        SINGLE
            .losses(first, firstLabels)
            .add(MULTI.losses(second, secondLabels))
            .add(last.losses(third, thirdLabels));
    Pictures.assertClose(
        joint.losses(logits, labels).toType(DataType.FLOAT32, false).toFloatArray(),
        sum.div(3).toDoubleArray(),
        1e-6);
    // Right: single 1 of 2, multi 1 of 2, two 1 of 2.
    double[] right = new double[2];
    float[][] each = {
      Answer.correct(SINGLE.task(), first, firstLabels).toFloatArray(),
      Answer.correct(MULTI.task(), second, secondLabels.toType(DataType.FLOAT32, false))
          .toFloatArray(),
      Answer.correct(last.task(), third, thirdLabels).toFloatArray()
    };
    for (float[] part : each) {
      right[0] += part[0] / 3;
      right[1] += part[1] / 3;
    }
    assertThat(right[0]).isNotEqualTo(right[1]);
    Pictures.assertClose(
        Answer.correct(joint.task(), logits, labels.toType(DataType.FLOAT32, false)).toFloatArray(),
        right,
        1e-6);
    double[] found = Gradients.of(z -> joint.losses(z, labels).sum(), logits);
    double[] expected = new double[16];
    put(expected, 0, 3, Gradients.of(z -> SINGLE.losses(z, firstLabels).sum(), first.duplicate()));
    put(expected, 3, 3, Gradients.of(z -> MULTI.losses(z, secondLabels).sum(), second.duplicate()));
    put(expected, 6, 2, Gradients.of(z -> last.losses(z, thirdLabels).sum(), third.duplicate()));
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-12);
  }

  /** Puts a third of a part's gradient {@code (2,count)} where the joint task has it. */
  private static void put(double[] all, int first, int count, double[] part) {
    for (int i = 0; i < part.length; i++) {
      all[8 * (i / count) + first + i % count] = part[i] / 3;
    }
  }

  @Test
  void classesHaveDistinctNames() {
    assertThatThrownBy(() -> new Task("one", 1, false))
        .hasMessage("task one needs at least 2 classes, got 1");
    for (List<String> names : List.of(List.of("a", "a"), List.of("a", " "))) {
      assertThatThrownBy(() -> new Task("two", names, false))
          .hasMessage("classes of task two need distinct names that are not blank, got " + names);
    }
    List<String> barred = List.of("a|b", "c");
    assertThat(new Task("single", barred, false).classNames()).isEqualTo(barred);
    assertThatThrownBy(() -> new Task("several", barred, true))
        .hasMessage(
            "task several has several classes an image, thus none may have | in its name, got"
                + " 'a|b'");
  }

  @Test
  void aJointTaskHasSeveralPartsNoneOfThemJoint() {
    Task joint = Task.joint("joint", List.of(SINGLE.task(), MULTI.task()));
    assertThat(joint.classes()).isEqualTo(6);
    assertThat(joint.labelSize()).isEqualTo(4);
    assertThatThrownBy(() -> Task.joint("alone", List.of(SINGLE.task())))
        .hasMessageContaining("joint task alone needs at least 2 parts");
    assertThatThrownBy(() -> Task.joint("nested", List.of(joint, SINGLE.task())))
        .hasMessageContaining("none of them joint");
    assertThatThrownBy(() -> Task.joint("twice", List.of(SINGLE.task(), SINGLE.task())))
        .hasMessageContaining("need distinct names");
    assertThatThrownBy(() -> new Task("wrong", Task.numbers(0, 4), false, joint.parts()))
        .hasMessageContaining("use Task.joint");
    assertThatThrownBy(() -> new Task("wrong", joint.classNames(), true, joint.parts()))
        .hasMessageContaining("use Task.joint");
    assertThat(joint.classNames()).containsExactly("0", "1", "2", "0", "1", "2");
    assertThat(joint.singles()).isEqualTo(joint.parts());
    assertThat(SINGLE.task().singles()).containsExactly(SINGLE.task());
  }

  @Test
  void labelsAreRepeatedInSuccession() {
    NDArray labels = manager.create(new long[] {4, 7});
    assertThat(Objective.repeat(labels, 3).toLongArray()).containsExactly(4, 4, 4, 7, 7, 7);
    assertThat(Objective.repeat(labels, 1)).isSameAs(labels);
    NDArray many = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2));
    assertThat(Objective.repeat(many, 2).toFloatArray()).containsExactly(1, 0, 1, 0, 0, 1, 0, 1);
  }

  @Test
  void lossIsTheMeanOverRepeatsPlusPenalties() {
    NDArray logits =
        manager.create(new float[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 1, 1}, new Shape(4, 3));
    NDArray labels = manager.create(new long[] {1, 2});
    double mean = 0;
    float[] z = logits.toFloatArray();
    int[] label = {1, 1, 2, 2};
    for (int row = 0; row < 4; row++) {
      double sum = Math.exp(z[3 * row]) + Math.exp(z[3 * row + 1]) + Math.exp(z[3 * row + 2]);
      mean += (Math.log(sum) - z[3 * row + label[row]]) / 4;
    }
    Selection chosen = selection(4, 2);
    NDArray plain = SINGLE.loss(new Prediction(logits, chosen, null), labels);
    assertThat(plain.getShape().dimension()).isZero();
    assertThat((double) plain.getFloat()).isCloseTo(mean, within(1e-6));
    Selection fined =
        chosen
            .withPenalty("entropy", manager.create(-0.25f))
            .withPenalty("kl", manager.create(1.5f));
    NDArray total = SINGLE.loss(new Prediction(logits, fined, null), labels);
    assertThat((double) total.getFloat()).isCloseTo(mean + 1.25, within(1e-6));
    assertThat(total.getDataType()).isEqualTo(DataType.FLOAT32);
  }

  @Test
  void baselinesAreTheirDefinitions() {
    // Two images, three repeats.
    NDArray signal = manager.create(new double[] {1, 2, 6, 10, 20, 60});
    assertThat(Baseline.NONE.advantage(signal, 3).toDoubleArray())
        .containsExactly(1, 2, 6, 10, 20, 60);
    double mean = 16.5;
    assertThat(
            Gradients.distance(
                Baseline.BATCH_MEAN.advantage(signal, 3).toDoubleArray(),
                new double[] {1 - mean, 2 - mean, 6 - mean, 10 - mean, 20 - mean, 60 - mean}))
        .isLessThan(1e-12);
    assertThat(
            Gradients.distance(
                Baseline.LEAVE_ONE_OUT.advantage(signal, 3).toDoubleArray(),
                new double[] {1 - 4, 2 - 3.5, 6 - 1.5, 10 - 40, 20 - 35, 60 - 15}))
        .isLessThan(1e-12);
  }

  @Test
  void leaveOneOutNeedsTwoRepeats() {
    assertThatThrownBy(() -> Baseline.LEAVE_ONE_OUT.advantage(manager.ones(new Shape(4)), 1))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "baseline leave-one-out needs at least 2 repeats per image, got 1; set"
                + " selector.repeats, or another objective.score-function.baseline");
  }

  @Test
  void scoreFunctionTermScalesWithItsWeight() {
    NDArray log = manager.create(new float[] {-1, -2});
    NDArray losses = manager.create(new float[] {3, 5});
    ScoreFunctionOptions score = new ScoreFunctionOptions(Reward.LOSS, Baseline.NONE, 0.5);
    Objective half = new Objective(SINGLE.task(), new ObjectiveOptions(score));
    NDArray term = half.scoreFunction(log, losses, 1);
    assertThat((double) term.getFloat()).isCloseTo(0.5 * (-3 - 10) / 2, within(1e-6));
    assertThat(term.getDataType()).isEqualTo(DataType.FLOAT32);
  }

  /** The term trains what draws and nothing else, whatever it is multiplied by. */
  @Test
  void scoreFunctionTermHasNoGradientToTheLogits() {
    NDArray logits = manager.create(new double[] {1, 0, 0, 0, 2, 0}, new Shape(2, 3));
    NDArray labels = manager.create(new long[] {1});
    Selection plain = selection(2, 2);
    Selection drawn = plain.with(Part.LOG_PROBABILITY, manager.create(new double[] {-1, -5}));
    double[] expected =
        Gradients.of(z -> SINGLE.loss(new Prediction(z, plain, null), labels), logits);
    double[] found = Gradients.of(z -> SINGLE.loss(new Prediction(z, drawn, null), labels), logits);
    assertThat(Gradients.distance(found, expected)).isLessThan(1e-15);
    assertThat(Gradients.distance(found, new double[6])).isGreaterThan(0.1);
  }

  /** Two images of class 0 and one of class 1, weighted, and the latter twice. */
  @ParameterizedTest
  @EnumSource(Reward.class)
  void classWeightsAreAsImagesThatAreThereMoreOften(Reward reward) {
    ObjectiveOptions options =
        new ObjectiveOptions(new ScoreFunctionOptions(reward, Baseline.LEAVE_ONE_OUT, 1));
    Objective plain = new Objective(new Task("two", 2, false), options);
    Objective weighted = plain.weighted(List.of(0.75, 1.5)); // N/(C·n)
    NDArray z =
        manager.create(new double[] {1, -1, 0.2, 0.4, -2, 1, 2, 1, 0.3, 3, 1, 1}, new Shape(6, 2));
    NDArray logs = manager.create(new double[] {-1, -2, -3, -1.5, -0.5, -0.7});
    NDArray twice = manager.create(new long[] {0, 1, 2, 3, 4, 5, 4, 5});
    long[] three = {0, 0, 1};
    long[] four = {0, 0, 1, 1};
    assertThat(
            Gradients.distance(
                Gradients.of(x -> loss(weighted, x, logs, three), z),
                Gradients.of(x -> loss(plain, x.get(twice), logs.get(twice), four), z)))
        .isLessThan(1e-12);
    assertThat(
            Gradients.distance(
                Gradients.of(x -> loss(weighted, z, x, three), logs),
                Gradients.of(x -> loss(plain, z.get(twice), x.get(twice), four), logs)))
        .isLessThan(1e-12);
    assertThat(
            Gradients.distance(
                Gradients.of(x -> loss(plain, x, logs, three), z),
                Gradients.of(x -> loss(weighted, x, logs, three), z)))
        .isGreaterThan(0.01);
  }

  private NDArray loss(Objective objective, NDArray logits, NDArray logs, long[] labels) {
    Selection selection = selection(2 * labels.length, 2).with(Part.LOG_PROBABILITY, logs);
    return objective.loss(new Prediction(logits, selection, null), manager.create(labels));
  }
}
