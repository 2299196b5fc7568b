package io.ats.experiments.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.report.SampleRun;
import io.ats.experiments.report.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SuitesTest {

  private static final Trial ONE = SampleRun.trial(SampleRun.ok("ats", "majority", 0, 0.5, 0.5));
  private static final Trial OTHER =
      SampleRun.trial(SampleRun.inSuite("other", SampleRun.ok("ats", "majority", 0, 0.5, 0.5)));

  private static Table table(String name, String... values) {
    return Table.create(
        StringColumn.create("variant", "a", "b"), StringColumn.create(name, values));
  }

  private static List<String> rows(Table table) {
    return Suites.rows(table, List.of(OTHER), List.of(ONE, OTHER)).stringColumn("variant").asList();
  }

  @Test
  void aRowIsOfTheSuiteThatItsColumnsName() {
    assertThat(rows(table("trial", "ats-majority-0", "other-ats-majority-0"))).containsExactly("b");
    assertThat(rows(table("on", "other", "quick"))).containsExactly("a");
    assertThat(rows(table("suite", "quick", "other"))).containsExactly("b");
    assertThat(rows(table("suite", "quick@lite", "other@lite"))).containsExactly("b");
    assertThat(rows(table("part", "quick", "other"))).containsExactly("a", "b");
    assertThat(
            Suites.rows(table("suite", "quick", "other"), List.of(ONE), List.of(ONE, OTHER))
                .columnNames())
        .as("the heading says it")
        .containsExactly("variant");
  }

  @Test
  void eachSuiteHasItsHeadingIfThereAreSeveral() {
    assertThat(Suites.each(List.of(ONE), (of, own) -> own.size() + of)).isEqualTo("1");
    assertThat(Suites.each(List.of(ONE, OTHER, OTHER), (of, own) -> own.size() + of))
        .isEqualTo("<h3>quick@lite</h3>\n1 of quick@lite<h3>other@lite</h3>\n2 of other@lite");
  }
}
