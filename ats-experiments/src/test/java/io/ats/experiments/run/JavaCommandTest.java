package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {

  @Test
  void startsThisJavaWithTheSettingsAndClassesOfThisProcess() throws Exception {
    List<String> command =
        JavaCommand.of(argument -> !argument.contains("offline"), List.of("-Xmx64m"));
    assertThat(Path.of(command.get(0))).isExecutable();
    assertThat(JavaCommand.of(argument -> true, List.of()))
        .contains("-Dai.djl.offline=true"); // as the build starts the tests
    assertThat(command).doesNotContain("-Dai.djl.offline=true");
    assertThat(command).endsWith("-Xmx64m", "-cp", System.getProperty("java.class.path"));
  }

  @Test
  void everyProcessHasTheRootLocaleAndUtf8() {
    List<String> command = JavaCommand.of(argument -> true, List.of("-Duser.language=ar"));
    assertThat(command)
        .containsOnlyOnce("-Duser.language=", "-Duser.country=", "-Dfile.encoding=UTF-8")
        .containsSubsequence("-Duser.language=", "-Duser.language=ar", "-cp");
  }
}
