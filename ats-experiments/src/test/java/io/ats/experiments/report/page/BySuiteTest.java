package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class BySuiteTest {

  private static final Trial ONE = SampleRun.trial(SampleRun.ok("ats", "majority", 0, 0.5, 0.5));
  private static final Trial OTHER =
      SampleRun.trial(SampleRun.inSuite("other", SampleRun.ok("ats", "majority", 0, 0.5, 0.5)));

  @Test
  void eachSuiteHasItsHeadingIfThereAreSeveral() {
    assertThat(BySuite.each(List.of(ONE), (suite, own) -> own.size() + suite)).isEqualTo("1");
    assertThat(BySuite.each(List.of(ONE, OTHER, OTHER), (suite, own) -> own.size() + suite))
        .isEqualTo("<h3>quick@lite</h3>\n1quick@lite<h3>other@lite</h3>\n2other@lite");
  }
}
