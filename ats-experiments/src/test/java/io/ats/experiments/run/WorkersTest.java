package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {

  @TempDir Path folder;

  @Test
  void asManyAsCoresTheThreadsSharedOut() {
    assertThat(Workers.choose(0, 0, 0, 1, 8, 20)).isEqualTo(new Workers(8, 1, 0));
    assertThat(Workers.choose(0, 0, 0, 1, 8, 3)).isEqualTo(new Workers(3, 2, 0));
    assertThat(Workers.choose(0, 0, 0, 1, 8, 1)).isEqualTo(new Workers(1, 0, 0));
    assertThat(Workers.choose(0, 0, 0, 1, 1, 9)).isEqualTo(new Workers(1, 0, 0));
  }

  @Test
  void asManyAsGpusWhereThereAreAny() {
    assertThat(Workers.choose(0, 0, 2, 1, 16, 20)).isEqualTo(new Workers(2, 8, 2));
    assertThat(Workers.choose(0, 0, 4, 1, 16, 1)).isEqualTo(new Workers(1, 0, 4));
    assertThat(Workers.choose(0, 0, 2, 3, 16, 20)).isEqualTo(new Workers(6, 2, 2));
    assertThat(Workers.choose(0, 0, 0, 3, 4, 20)).isEqualTo(new Workers(4, 1, 0));
  }

  @Test
  void whatIsAskedForIsDone() {
    assertThat(Workers.choose(5, 0, 0, 1, 8, 2)).isEqualTo(new Workers(5, 1, 0));
    assertThat(Workers.choose(3, 4, 2, 1, 8, 20)).isEqualTo(new Workers(3, 4, 2));
    assertThat(Workers.choose(0, 1, 0, 1, 1, 1)).isEqualTo(new Workers(1, 1, 0));
  }

  @Test
  void hyperthreadsOfOneCoreCountOnce() throws IOException {
    for (int i = 0; i < 4; i++) {
      Path topology = Files.createDirectories(folder.resolve("cpu" + i + "/topology"));
      Files.writeString(topology.resolve("thread_siblings_list"), i % 2 + "," + (i % 2 + 2) + "\n");
    }
    Files.createDirectories(folder.resolve("cpufreq"));
    assertThat(Workers.cores(folder, 4)).isEqualTo(2);
    assertThat(Workers.cores(folder, 1)).isEqualTo(1); // as under taskset
    assertThat(Workers.cores(folder.resolve("none"), 6)).isEqualTo(6);
  }
}
