package io.ats.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where a training step waits for the device: the calls that bring values, or a shape that depends
 * on values, from the device to the host. Each costs a GPU its whole queue of work, so one more
 * must be meant.
 */
@AnalyzeClasses(packages = "io.ats", importOptions = ArchitectureTest.OnlyOurMainCode.class)
class TransferTest {

  /** Everything that runs inside a step, but for evaluation and files. */
  private static final String IN_A_STEP =
      "io\\.ats\\.(core|topk|saccade)\\..*|io\\.ats\\.datasets\\.(augment|scene)\\..*"
          + "|io\\.ats\\.experiments\\.train\\.(Learner|TrainingLoop|.*Update|Feeder|Values|Clipping"
          + "|Recomputation|EncodedChunks|SelectionLeaves).*";

  private static final String TRANSFERS =
      "to(Float|Double|Long|Int|Boolean|Byte|Uint8|Bool)?Array|toByteBuffer|toStringArray"
          + "|get(Float|Double|Long|Int|Boolean|Uint8|Byte|String)|encode|nonzero|booleanMask"
          + "|contentEquals|allClose|toDevice|copyTo|toDebugString";

  private static final Set<String> MEANT =
      Set.of(
          // The loss, once a step.
          "Learner.step getFloat",
          "TrainingLoop.step getFloat",
          // Sums of an epoch, at its end.
          "TrainingLoop.train getFloat",
          // The positions that the host renders patches at.
          "SceneSource.crop toLongArray",
          "SceneSampling.<init> toDoubleArray",
          // In a test phase with training.deletion: where the boxes lie in what was read.
          "BlankedSource.crop toLongArray",
          "BlankedSource.sample toFloatArray",
          // Before training: the labels of a dataset that does not know them without reading.
          "Dataset.label toFloatArray",
          // After training: an export of the parameters.
          "Tensor.of toFloatArray",
          // At inference: the views, from which the seeds of the draws are.
          "PerImage.<init> toByteBuffer",
          // How many patches are read: a shape.
          "SparseTopK.largest toLongArray",
          // Whether the iterations have converged, at every check-every.
          "Sinkhorn.error getDouble");

  @ArchTest
  static void aStepBringsToTheHostWhatIsMeantAndNoMore(JavaClasses classes) {
    Set<String> found =
        classes.stream()
            .filter(each -> each.getName().matches(IN_A_STEP))
            .flatMap(each -> each.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isAssignableTo(NDArray.class))
            .filter(call -> call.getName().matches(TRANSFERS))
            .map(TransferTest::named)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found).containsExactlyInAnyOrderElementsOf(MEANT);
  }

  private static String named(JavaMethodCall call) {
    return call.getOriginOwner().getSimpleName()
        + "."
        + call.getOrigin().getName()
        + " "
        + call.getName();
  }
}
