package io.ats.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PyTorch that the engine would refuse, ignore or crash with is told of before it is loaded. */
class PyTorchSettingTest {

  private static final BundledLibrary CPU =
      new BundledLibrary("2.7.1-20250812", "cpu", "linux-x86_64", 427);
  private static final BundledLibrary CUDA =
      new BundledLibrary("2.7.1-20250812", "cu128", "linux-x86_64", 427);

  @TempDir Path dir;

  /** The flavor of the machine. */
  private String gpus = "cpu";

  private EngineBuild build(BundledLibrary bundled, boolean fits, boolean offline) {
    return new EngineBuild(
        Optional.ofNullable(bundled),
        fits,
        "2.7.1-20250812",
        "0.35.1",
        "2.7.1-0.35.1",
        new TreeSet<>(List.of("cpu", "cu128")),
        "linux-x86_64",
        gpus,
        gpus + "-precxx11",
        dir.resolve("cache"),
        offline);
  }

  private EngineBuild build() {
    return build(CPU, true, true);
  }

  /** Returns the problem with {@code NAME=value} variables; empty if there is none. */
  private static String problem(EngineBuild build, String... variables) throws IOException {
    return setting(build, variables).problem().map(Problem::toString).orElse("");
  }

  private static PyTorchSetting setting(EngineBuild build, String... variables) {
    Map<String, String> all = new HashMap<>();
    for (String variable : variables) {
      String[] parts = variable.split("=", 2);
      all.put("PYTORCH_" + parts[0], parts[1]);
    }
    return new PyTorchSetting(all::get, build);
  }

  @Test
  void withoutVariablesTheBuildsOwnIsLoaded() throws IOException {
    assertThat(problem(build())).isEmpty();
    assertThat(problem(build(), "LIBRARY_PATH=", "VERSION=", "FLAVOR=")).isEmpty();
    assertThat(setting(build()).description()).isEqualTo("the build's own 2.7.1 for cpu");
  }

  @Test
  void variablesWithoutEffectAreNamed() throws IOException {
    assertThat(problem(build(), "VERSION=2.7.1", "FLAVOR=cu128", "PRECXX11=true")).isEmpty();
    assertThat(setting(build(), "VERSION=2.7", "FLAVOR=cu128").description())
        .isEqualTo(
            "the build's own 2.7.1 for cpu; without PYTORCH_LIBRARY_PATH this has no effect:"
                + " PYTORCH_VERSION, PYTORCH_FLAVOR");
  }

  @Test
  void aMatchingOneIsTaken() throws IOException {
    Path folder = PyTorchFolders.python(dir, "2.7.1+cpu");
    String path = "LIBRARY_PATH=" + folder;
    assertThat(problem(build(), path, "FLAVOR=cpu")).isEmpty();
    assertThat(problem(build(), path, "FLAVOR=cpu", "VERSION=2.7.1")).isEmpty();
    assertThat(setting(build(), path, "FLAVOR=cpu").description())
        .isEqualTo("2.7.1+cpu in " + folder + " (PYTORCH_LIBRARY_PATH), joined as 2.7.1 for cpu");
  }

  @Test
  void aFolderWithoutItIsRefusedThoughTheEngineIgnoresIt() throws IOException {
    assertThat(problem(build(), "LIBRARY_PATH=" + dir.resolve("none")))
        .startsWith("PYTORCH_LIBRARY_PATH=" + dir.resolve("none") + ": there is no libtorch.")
        .endsWith(
            ". Fix: name the folder that has it, such as site-packages/torch/lib, or unset it for"
                + " the build's own PyTorch");
    Path folder = PyTorchFolders.python(dir, "2.7.1");
    assertThat(problem(build(), "LIBRARY_PATH=" + dir)).endsWith(". Fix: set it to " + folder);
  }

  @Test
  void anIncompleteOneIsRefused() throws IOException {
    Path folder = PyTorchFolders.python(dir, "2.7.1");
    Files.delete(folder.resolve(PyTorchFolders.CPU));
    assertThat(problem(build(), "LIBRARY_PATH=" + folder, "FLAVOR=cpu"))
        .contains("but the rest of PyTorch is not beside it");
  }

  @Test
  void aVersionThatTheBuildDoesNotJoinIsRefused() throws IOException {
    String path = "LIBRARY_PATH=" + PyTorchFolders.python(dir, "2.5.1+cpu");
    String expected =
        "the PyTorch in "
            + dir.resolve("torch/lib")
            + " is 2.5.1; the build joins 2.7.1 only, and would have to download the library that"
            + " joins 2.5.1. Fix: use PyTorch 2.7.1, or allow that download once:"
            + " DJL_OFFLINE=false ./ats doctor, or unset PYTORCH_LIBRARY_PATH for the build's own";
    assertThat(problem(build(), path, "FLAVOR=cpu")).isEqualTo(expected);
    assertThat(problem(build(), path, "FLAVOR=cpu", "VERSION=2.5.1")).isEqualTo(expected);
  }

  @Test
  void aVersionThatTheEngineDoesNotKnowIsRefusedEvenWithANetwork() throws IOException {
    String path = "LIBRARY_PATH=" + PyTorchFolders.python(dir, "2.8.0+cu128");
    for (boolean offline : List.of(true, false)) {
      assertThat(problem(build(CPU, true, offline), path, "VERSION=2.8.0", "FLAVOR=cu128"))
          .contains("is 2.8.0; the build joins 2.7.1 only, the engine 1.13.1, 2.5.1, 2.7.1. Fix:")
          .doesNotContain("DJL_OFFLINE");
    }
  }

  @Test
  void withANetworkTheVersionMustStillBeSaid() throws IOException {
    EngineBuild online = build(CPU, true, false);
    String path = "LIBRARY_PATH=" + PyTorchFolders.python(dir, "2.5.1+cpu");
    assertThat(problem(online, path, "FLAVOR=cpu"))
        .contains("is 2.5.1, and the engine takes it for 2.7.1")
        .endsWith("Fix: set PYTORCH_VERSION=2.5.1");
    assertThat(problem(online, path, "FLAVOR=cpu", "VERSION=2.5.1")).isEmpty();
  }

  @Test
  void whatJoinsItMayBeThereAlready() throws IOException {
    String path = "LIBRARY_PATH=" + PyTorchFolders.python(dir, "2.5.1+cpu");
    Path cached = dir.resolve("cache/pytorch/2.5.1-cpu-linux-x86_64");
    Files.createDirectories(cached);
    Files.createFile(cached.resolve("0.35.1-" + System.mapLibraryName("djl_torch")));
    assertThat(problem(build(), path, "FLAVOR=cpu", "VERSION=2.5.1")).isEmpty();
    assertThat(problem(build(), path, "FLAVOR=cpu"))
        .as("without its version the engine looks elsewhere")
        .contains("the build joins 2.7.1 only");
  }

  @Test
  void aVersionThatIsNotTheFoldersIsRefused() throws IOException {
    String path = "LIBRARY_PATH=" + PyTorchFolders.python(dir, "2.7.1");
    assertThat(problem(build(), path, "FLAVOR=cpu", "VERSION=2.5.1"))
        .contains("is 2.7.1, and the engine takes it for 2.5.1")
        .endsWith("Fix: set PYTORCH_VERSION=2.7.1");
  }

  @Test
  void anUnknownVersionIsTakenForWhatIsSet() throws IOException {
    String path = "LIBRARY_PATH=" + PyTorchFolders.libraries(dir.resolve("lib"), "nothing");
    assertThat(problem(build(), path, "FLAVOR=cpu")).isEmpty();
    assertThat(problem(build(), path, "FLAVOR=cpu", "VERSION=2.5.1"))
        .contains("is 2.5.1; the build joins 2.7.1 only");
  }

  @Test
  void aFlavorThatTheBuildDoesNotJoinIsRefused() throws IOException {
    Path folder = PyTorchFolders.python(dir, "2.7.1+cu126");
    String path = "LIBRARY_PATH=" + folder;
    assertThat(problem(build(), path))
        .isEqualTo(
            "PYTORCH_FLAVOR is not set, which means cpu-precxx11; the build joins PyTorch for cpu,"
                + " cu128. Fix: set PYTORCH_FLAVOR=cpu");
    Files.createFile(folder.resolve(PyTorchFolders.CUDA));
    assertThat(problem(build(), path)).endsWith("Fix: set PYTORCH_FLAVOR=cpu");
    gpus = "cu126";
    assertThat(problem(build(), path))
        .startsWith("PYTORCH_FLAVOR is not set, which means cu126-precxx11;")
        .endsWith("Fix: set PYTORCH_FLAVOR=cu128");
    assertThat(problem(build(), path, "FLAVOR=cu126"))
        .startsWith("PYTORCH_FLAVOR=cu126; the build joins")
        .endsWith("Fix: set PYTORCH_FLAVOR=cu128");
    assertThat(problem(build(), path, "FLAVOR=cu128")).isEmpty();
    assertThat(problem(build(), path, "FLAVOR=cpu")).isEmpty();
  }

  @Test
  void aFlavorForGpusNeedsAPyTorchForThem() throws IOException {
    Path folder = PyTorchFolders.python(dir, "2.7.1+cpu");
    assertThat(problem(build(), "LIBRARY_PATH=" + folder, "FLAVOR=cu128"))
        .isEqualTo(
            "PYTORCH_FLAVOR=cu128, but the PyTorch in "
                + folder
                + " is for the CPU. Fix: set PYTORCH_FLAVOR=cpu");
  }

  @Test
  void anotherVersionWithoutAFolderIsRefusedUnlessDownloaded() throws IOException {
    assertThat(problem(build(), "VERSION=2.5.1"))
        .startsWith(
            "PYTORCH_VERSION=2.5.1 without PYTORCH_LIBRARY_PATH: the engine would download");
    assertThat(problem(build(CPU, true, false), "VERSION=2.5.1")).isEmpty();
    PyTorchFolders.libraries(dir.resolve("cache/pytorch/2.5.1-cpu-linux-x86_64"), "");
    assertThat(problem(build(), "VERSION=2.5.1")).isEmpty();
    assertThat(problem(build(), "VERSION=2.5.1", "PRECXX11=true")).isNotEmpty();
    assertThat(problem(build(), "VERSION=2.5.1", "FLAVOR=cu124")).isNotEmpty();
    assertThat(setting(build(), "VERSION=2.5.1").description())
        .isEqualTo("one that was downloaded");
  }

  @Test
  void aBuildForGpusOnAMachineWithoutOneIsRefused() throws IOException {
    assertThat(problem(build(CUDA, false, true)))
        .startsWith("the build's native library is for cu128, and the engine sees no GPU here")
        .contains("ATS_PROFILE= ./ats doctor")
        .contains("libcudart");
    assertThat(problem(build(CUDA, false, true), "LIBRARY_PATH=" + cpuFolder(), "FLAVOR=cpu"))
        .isEmpty();
  }

  @Test
  void aBuildForAnotherSystemOrWithoutALibraryIsRefused() throws IOException {
    BundledLibrary mac = new BundledLibrary("2.7.1", "cpu", "osx-aarch64", 200);
    assertThat(problem(build(mac, false, true)))
        .contains("is for osx-aarch64, this machine is linux-x86_64");
    assertThat(problem(build(null, false, true)))
        .isEqualTo(
            "the build has no native library of PyTorch. Fix: set PYTORCH_LIBRARY_PATH to the"
                + " folder of a PyTorch 2.7.1, and PYTORCH_FLAVOR to one of cpu, cu128");
    assertThat(problem(build(null, false, true), "LIBRARY_PATH=" + cpuFolder(), "FLAVOR=cpu"))
        .isEmpty();
  }

  private Path cpuFolder() throws IOException {
    return PyTorchFolders.python(dir, "2.7.1+cpu");
  }

  /** What the engine's documentation says holds of one version of it. */
  @Test
  void theBuildIsTheOneThatTheVersionsAreKnownOf() throws IOException {
    EngineBuild here = EngineBuild.here();
    assertThat(here.djl()).as("the engine of SUPPORTED").isEqualTo("0.35.1");
    assertThat(PyTorchSetting.SUPPORTED).anyMatch(here::joins);
    assertThat(here.joins("2.5.1")).isFalse();
    assertThat(here.flavors()).contains("cpu");
    assertThat(here.bundled()).isPresent();
    assertThat(here.bundled().get().sizeMb()).isBetween(50.0, 20_000.0);
  }
}
