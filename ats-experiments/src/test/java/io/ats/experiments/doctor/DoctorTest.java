package io.ats.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.doctor.Finding.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line for each check, whatever it does. */
class DoctorTest {

  private static String printed(boolean works, Check... checks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean said =
        new Doctor(List.of(checks)).print(new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(said).isEqualTo(works);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsMissingDoesNotFail() {
    assertThat(
            printed(
                true,
                new Check("Java", () -> Finding.ok("17")),
                new Check("Slurm", () -> Finding.missing("no sbatch", "clusters"))))
        .isEqualTo(
            """
            ok       Java            17
            missing  Slurm           no sbatch; for clusters
            ./ats run works here
            """);
  }

  @Test
  void whatIsWrongFails() {
    assertThat(
            printed(
                false,
                new Check("cache folder", () -> Finding.wrong("no space", "make some")),
                new Check("fonts", () -> Finding.ok("two\nlines\u001b"))))
        .isEqualTo(
            """
            wrong    cache folder    no space. Fix: make some
            ok       fonts           two lines\\u001B
            ./ats run would fail: see what is wrong
            """);
  }

  @Test
  void aCheckThatThrowsIsALine() {
    String out =
        printed(
            false,
            new Check(
                "one",
                () -> {
                  throw new IOException("disk on fire");
                }),
            new Check(
                "two",
                () -> {
                  throw new UnsatisfiedLinkError("no fontconfig");
                }),
            new Check("three", () -> Finding.ok("there")));
    assertThat(out.lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("wrong    one ").contains("disk on fire"),
            line -> assertThat(line).startsWith("wrong    two ").contains("no fontconfig"),
            line -> assertThat(line).startsWith("ok       three "),
            line -> assertThat(line).startsWith("./ats run would fail"));
  }

  @Test
  void memory() {
    assertThat(Machine.size(2, 4, 2048))
        .isEqualTo(new Finding(Status.OK, "2 cores, 4 processors, 2.0 GiB of memory free"));
    assertThat(Machine.size(1, 1, 300).status()).isEqualTo(Status.WRONG);
    assertThat(Machine.size(1, 1, 300).text()).startsWith("1 core, 1 processors, 0.3 GiB");
    assertThat(Machine.size(1, 1, Double.NaN).text()).endsWith("free memory unknown");
    assertThat(Machine.size(1, 1, Double.POSITIVE_INFINITY).status()).isEqualTo(Status.OK);
  }

  @Test
  void javaWithoutACompiler() {
    assertThat(Machine.java(true).status()).isEqualTo(Status.OK);
    assertThat(Machine.java(true).text()).startsWith(Runtime.version().toString());
    assertThat(Machine.java(false).status()).isEqualTo(Status.MISSING);
    assertThat(Machine.java(false).text()).endsWith("a JDK");
  }

  @Test
  void fonts() {
    assertThat(Machine.fonts(() -> {}).status()).isEqualTo(Status.OK);
    Finding none =
        Machine.fonts(
            () -> {
              throw new InternalError("Fontconfig head is null");
            });
    assertThat(none.status()).isEqualTo(Status.MISSING);
    assertThat(none.text()).contains("Fontconfig head is null").contains("install fontconfig");
  }
}
