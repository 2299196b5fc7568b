package io.ats.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ats.experiments.doctor.Finding.Status;
import io.ats.experiments.run.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the process does that tries the engine, what it knew becomes lines. */
class EngineProbeTest {

  @TempDir Path dir;

  private static EngineAnswer of(String script) throws IOException, InterruptedException {
    return new EngineProbe(List.of("sh", "-c", script), 20).answer();
  }

  private static EngineAnswer real(String... options) throws IOException, InterruptedException {
    List<String> command = JavaCommand.of(argument -> true, List.of(options));
    command.add(EngineProbe.class.getName());
    return new EngineProbe(command, 300).answer();
  }

  /** What a process says up to the engine's start. */
  private static String started(String setting) {
    return "echo probe:djl=0.35.1; echo \"probe:setting=" + setting + "\"; ";
  }

  private static final String COMPUTED =
      started("the build's own 2.7.1 for cpu")
          + "echo 'probe:engine=PyTorch 2.7.1'; echo probe:library=/c/lib; echo probe:cpu=right; ";

  private static void assertWrong(Finding found, String text) {
    assertThat(found).isEqualTo(new Finding(Status.WRONG, text));
  }

  private static void assertOk(Finding found, String text) {
    assertThat(found).isEqualTo(new Finding(Status.OK, text));
  }

  @Test
  void thisBuildsEngineStartsAndComputes() throws Exception {
    EngineAnswer answer = real();
    assertThat(answer.setting().status()).as(answer.ended().out()).isEqualTo(Status.OK);
    assertThat(answer.engine().text())
        .matches("PyTorch [0-9.]+ through DJL [0-9.]+; a product and its gradient .* are right");
    assertThat(answer.library().status()).isEqualTo(Status.OK);
    assertThat(answer.devices(false).status()).isEqualTo(Status.OK);
  }

  @Test
  void aLibraryThatCannotBeLoadedIsNamed() throws Exception {
    Path folder = PyTorchFolders.python(dir, "2.7.1+cpu");
    EngineAnswer answer = real("-DPYTORCH_LIBRARY_PATH=" + folder, "-DPYTORCH_FLAVOR=cpu");
    assertThat(answer.setting().status()).as(answer.ended().out()).isEqualTo(Status.OK);
    assertThat(answer.engine().status()).isEqualTo(Status.WRONG);
    assertThat(answer.engine().text())
        .startsWith("UnsatisfiedLinkError: " + folder)
        .contains(". Fix: use a complete PyTorch");
    assertWrong(answer.library(), "unknown until the engine starts");
    assertWrong(answer.devices(true), "unknown until the engine starts");
  }

  @Test
  void aSettingThatCannotWorkIsNotTried() throws Exception {
    EngineAnswer answer = real("-DPYTORCH_LIBRARY_PATH=" + dir);
    assertThat(answer.setting().status()).isEqualTo(Status.WRONG);
    assertThat(answer.setting().text())
        .contains("PYTORCH_LIBRARY_PATH=" + dir + ": there is no libtorch.")
        .contains(". Fix: name the folder");
    assertWrong(answer.engine(), "not started with that PyTorch");
  }

  @Test
  void aCrashIsALine() throws Exception {
    String crash =
        "echo '#  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2'; echo '#'; "
            + "echo '# Problematic frame:'; echo '# C  [libtorch_cpu.so+0x123]'; kill -6 $$";
    assertWrong(
        of(started("the build's own 2.7.1 for cpu") + crash).engine(),
        "the native library crashes (SIGSEGV in C  [libtorch_cpu.so+0x123]). Fix: where the cache"
            + " folder above is right, delete its folder pytorch: the library is unpacked anew (where it is a"
            + " bundle's, unpack the bundle again)");
    assertThat(of(started("2.7.1 in /x") + crash).engine().text())
        .endsWith("or unset the PYTORCH_ variables for the build's own");
  }

  @Test
  void withoutADriverAPyTorchForGpusIsTakenAsOneForTheCpu() throws Exception {
    String failure = "libcaffe2_nvrtc.so: libcuda.so.1: cannot open shared object file";
    assertWrong(
        of(started("2.7.1 in /x") + "echo 'probe:failure=" + failure + "'").engine(),
        failure + ". Fix: this machine has no driver for NVIDIA's GPUs: set PYTORCH_FLAVOR=cpu");
  }

  @Test
  void anEndWithoutAWordIsALine() throws Exception {
    EngineAnswer answer = of("echo; echo 'Error: no memory' >&2; exit 3");
    assertWrong(
        answer.setting(),
        "the engine ends with status 3: Error: no memory. Fix: report it, with this line");
    assertWrong(answer.engine(), "not started with that PyTorch");
  }

  @Test
  void oneThatHangsIsEnded() throws Exception {
    String script = started("the build's own 2.7.1 for cpu") + "exec sleep 60";
    EngineAnswer answer = new EngineProbe(List.of("sh", "-c", script), 1).answer();
    assertThat(answer.engine().text()).startsWith("the engine has not answered within 1 seconds");
  }

  @Test
  void gpusAreListed() throws Exception {
    assertOk(
        of(COMPUTED
                + "echo probe:gpus=2; echo 'probe:gpu:0=79.1 GiB, 78.0 GiB free'; "
                + "echo 'probe:gpu:1=79.1 GiB, 1.0 GiB free'; echo probe:done=")
            .devices(true),
        "CPU; gpu:0 79.1 GiB, 78.0 GiB free; gpu:1 79.1 GiB, 1.0 GiB free");
  }

  @Test
  void aGpuThatDoesNotComputeIsWrong() throws Exception {
    EngineAnswer answer =
        of(
            COMPUTED
                + "echo probe:gpus=2; echo 'probe:gpu:0=79.1 GiB'; echo 'probe:failure=no kernel image'");
    assertThat(answer.engine().status()).isEqualTo(Status.OK);
    assertThat(answer.devices(true).status()).isEqualTo(Status.WRONG);
    assertThat(answer.devices(true).text())
        .startsWith("GPU 1: no kernel image. Fix: train on the CPU (--device cpu), or ");
  }

  @Test
  void gpusThatTheEngineCannotUseAreMissing() throws Exception {
    Finding unused = of(COMPUTED + "echo probe:gpus=2; echo probe:done=").devices(true);
    assertThat(unused.status()).isEqualTo(Status.MISSING);
    assertThat(unused.text()).contains("2 GPUs").contains("ATS_PROFILE=cuda");
    EngineAnswer none = of(COMPUTED + "echo probe:gpus=0; echo probe:done=");
    assertThat(none.devices(true).status()).isEqualTo(Status.MISSING);
    assertThat(none.devices(true).text()).contains("libcudart");
    assertOk(none.devices(false), "CPU; no GPU");
  }
}
