package io.ats.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {

  private static final long MEBIBYTE = 1024 * 1024;

  @TempDir Path folder;

  private Cgroup in(String memberships) throws IOException {
    Path file = Files.writeString(folder.resolve("cgroup"), memberships);
    return new Cgroup(file, Files.createDirectories(folder.resolve("fs")));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve("fs").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }

  @Test
  void versionTwoTakesTheTightestOfAGroupAndThoseAboveIt() throws IOException {
    Cgroup group = in("0::/job/step\n");
    assertThat(group.availableMb()).isInfinite();
    write("job/step/memory.max", "max");
    write("job/step/memory.current", "" + 10 * MEBIBYTE);
    assertThat(group.availableMb()).isInfinite();
    write("job/memory.max", "" + 100 * MEBIBYTE);
    write("job/memory.current", "" + 70 * MEBIBYTE);
    assertThat(group.availableMb()).isEqualTo(30);
    write("job/memory.stat", "anon 5\ninactive_file " + 20 * MEBIBYTE + "\nactive_file 7");
    assertThat(group.availableMb()).isEqualTo(50);
  }

  @Test
  void versionOneIsReadToo() throws IOException {
    Cgroup group = in("9:cpu,cpuacct:/x\n4:memory:/a\n0::/\n");
    write("memory/a/memory.limit_in_bytes", "" + 64 * MEBIBYTE);
    write("memory/a/memory.usage_in_bytes", "" + 40 * MEBIBYTE);
    write("memory/a/memory.stat", "inactive_file 1\ntotal_inactive_file " + 8 * MEBIBYTE);
    assertThat(group.availableMb()).isEqualTo(32);
  }
}
