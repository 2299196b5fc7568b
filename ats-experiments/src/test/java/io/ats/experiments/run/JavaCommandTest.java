package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {

  @Test
  void startsThisJavaWithTheSettingsAndClassesOfThisProcess() throws Exception {
    List<String> command = JavaCommand.inherited();
    assertThat(Path.of(command.get(0))).isExecutable();
    assertThat(command).contains("-Dai.djl.offline=true"); // as the build starts the tests
    assertThat(command.stream().skip(1)).allMatch(option -> option.matches("-(D|X).*"));
    assertThat(JavaCommand.classPath())
        .containsExactly("-cp", System.getProperty("java.class.path"));
  }
}
