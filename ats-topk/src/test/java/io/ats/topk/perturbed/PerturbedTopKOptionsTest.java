package io.ats.topk.perturbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ats.core.options.OptionException;
import io.ats.core.testing.OptionRecords;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerturbedTopKOptionsTest {

  private static PerturbedTopKOptions with(Map<String, ?> values) {
    return OptionRecords.with(PerturbedTopKOptions.DEFAULTS, values);
  }

  private static PerturbedTopKOptions of(
      int samples, double sigma, SampleBaseline baseline, NoiseKind noise) {
    return with(Map.of("samples", samples, "sigma", sigma, "baseline", baseline, "noise", noise));
  }

  @Test
  void sigmaFallsLinearlyToExactlyZero() {
    assertThat(PerturbedTopKOptions.DEFAULTS.sigmaAt(0)).isEqualTo(0.05);
    assertThat(PerturbedTopKOptions.DEFAULTS.sigmaAt(0.25)).isCloseTo(0.0375, within(1e-12));
    assertThat(PerturbedTopKOptions.DEFAULTS.sigmaAt(1)).isZero();
    assertThat(with(Map.of("sigmaDecay", false)).sigmaAt(1)).isEqualTo(0.05);
  }

  @Test
  void antitheticNoiseNeedsNoBaseline() {
    assertThat(PerturbedTopKOptions.DEFAULTS.effectiveBaseline())
        .isEqualTo(SampleBaseline.LEAVE_ONE_OUT);
    assertThat(with(Map.of("noise", NoiseKind.ANTITHETIC)).effectiveBaseline())
        .isEqualTo(SampleBaseline.NONE);
    assertThat(with(Map.of("noise", NoiseKind.SHARED)).effectiveBaseline())
        .isEqualTo(SampleBaseline.LEAVE_ONE_OUT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void sigmaMustBeAboveZero(double sigma) {
    assertThatThrownBy(() -> of(10, sigma, SampleBaseline.NONE, NoiseKind.INDEPENDENT))
        .isInstanceOf(OptionException.class)
        .hasMessage("sigma must be above 0, got " + sigma);
  }

  @Test
  void antitheticSamplesMustBeEven() {
    assertThatThrownBy(() -> of(7, 1, SampleBaseline.NONE, NoiseKind.ANTITHETIC))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "samples must be even for noise antithetic, got 7; take 8, or noise independent");
    assertThat(of(8, 1, SampleBaseline.NONE, NoiseKind.ANTITHETIC).samples()).isEqualTo(8);
  }

  @Test
  void leaveOneOutNeedsAnother() {
    assertThatThrownBy(() -> of(1, 1, SampleBaseline.LEAVE_ONE_OUT, NoiseKind.SHARED))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "samples must be at least 2 for baseline leave-one-out, got 1; take more, or baseline"
                + " none");
    assertThat(of(1, 1, SampleBaseline.NONE, NoiseKind.SHARED).samples()).isEqualTo(1);
  }
}
