package io.ats.experiments.run.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class SlurmTest {

  @Test
  void theJobsNumberIsFoundAmongLinesOfTheCluster() {
    assertThat(Slurm.number("1000\n")).isEqualTo("1000");
    assertThat(Slurm.number("1000;north\n")).isEqualTo("1000");
    assertThat(Slurm.number("This cluster will be down on Friday 13.\n\n1000\n")).isEqualTo("1000");
    assertThat(Slurm.number("1000\nCharged to account 77.\n")).isEqualTo("1000");
    assertThat(Slurm.number("Submitted batch job 1000\r\n")).isEqualTo("1000");
  }

  @Test
  void whatHasNoNumberIsQuoted() {
    for (String text : List.of("", "Down on Friday.\n", "job 1000 queued\n", "-5\n")) {
      assertThatThrownBy(() -> Slurm.number(text))
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll("no job number, only '" + text.strip() + "'", "scancel");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void muchOnTheErrorStreamDoesNotBlock() throws IOException {
    Slurm.Answer answer =
        new Slurm().call(List.of("sh", "-c", "head -c 300000 /dev/zero >&2; echo 1"));
    assertThat(answer.out()).isEqualTo("1\n");
    assertThat(answer.err()).hasSize(300_000);
  }
}
