package io.ats.experiments.doctor;

import ai.djl.util.Utils;
import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The PyTorch that the engine would load, by its own rules, found out before it does: a wrong one
 * is ignored, asks for the network, or crashes.
 *
 * <p>{@code PYTORCH_LIBRARY_PATH} names a folder of PyTorch's libraries, {@code PYTORCH_VERSION}
 * and {@code PYTORCH_FLAVOR} its version and what it is for. Without a folder the build's own
 * library is loaded, or one that was downloaded.
 */
public final class PyTorchSetting {

  private static final String FOLDER = "PYTORCH_LIBRARY_PATH";
  private static final String VERSION = "PYTORCH_VERSION";
  private static final String FLAVOR = "PYTORCH_FLAVOR";
  private static final String OLD = "PYTORCH_PRECXX11";
  private static final String OWN = "unset it for the build's own PyTorch";

  /** The versions that the engine of version 0.35.1 can join, by its documentation. */
  static final List<String> SUPPORTED = List.of("1.13.1", "2.5.1", "2.7.1");

  private final UnaryOperator<String> variables;
  private final EngineBuild build;

  /**
   * Creates the setting.
   *
   * @param variables gives a variable's value, or null
   */
  PyTorchSetting(UnaryOperator<String> variables, EngineBuild build) {
    this.variables = variables;
    this.build = build;
  }

  /** Returns the setting of this process. */
  static PyTorchSetting here() throws IOException {
    return new PyTorchSetting(Utils::getEnvOrSystemProperty, EngineBuild.here());
  }

  /**
   * Checks that the engine can load the PyTorch that it is set to.
   *
   * @throws ConfigException naming the variable and the fix
   * @throws IOException if a file of the build or of that PyTorch cannot be read
   */
  public static void check() throws IOException {
    here()
        .problem()
        .ifPresent(
            problem -> {
              throw new ConfigException(problem.toString());
            });
  }

  /** Returns why the engine would fail, or load something else than is set; empty if it works. */
  Optional<Problem> problem() throws IOException {
    String path = value(FOLDER);
    return path.isEmpty() ? withoutFolder() : withFolder(path);
  }

  /** Returns what the engine loads, where there is no problem. */
  String description() throws IOException {
    Optional<PyTorchFolder> folder = PyTorchFolder.find(value(FOLDER));
    if (!value(FOLDER).isEmpty() && folder.isPresent()) {
      return "%s in %s (%s), joined as %s for %s"
          .formatted(
              folder.get().version().orElse("of unknown version"),
              folder.get().root(),
              FOLDER,
              PyTorchFolder.number(version()),
              flavor(build.assumed()));
    }
    List<String> idle =
        List.of(VERSION, FLAVOR, OLD).stream().filter(name -> !value(name).isEmpty()).toList();
    boolean own = build.fits() && !otherVersion();
    return (own ? "the build's own " + build.bundled().orElseThrow() : "one that was downloaded")
        + (own && !idle.isEmpty()
            ? "; without " + FOLDER + " this has no effect: " + String.join(", ", idle)
            : "");
  }

  private Optional<Problem> withFolder(String path) throws IOException {
    String setTo = FOLDER + "=" + path;
    Optional<PyTorchFolder> found = PyTorchFolder.find(path);
    if (found.isEmpty()) {
      // The engine says nothing, and loads the build's own.
      return problem(
          setTo + ": there is no " + PyTorchFolder.LIBRARY,
          PyTorchFolder.near(path)
              .map(near -> "set it to " + near.root())
              .orElse("name the folder that has it, such as site-packages/torch/lib, or " + OWN));
    }
    PyTorchFolder folder = found.get();
    if (!folder.complete()) {
      return problem(
          setTo
              + ": there is a "
              + PyTorchFolder.LIBRARY
              + ", but the rest of PyTorch is not beside it",
          "name a complete folder, such as site-packages/torch/lib, or " + OWN);
    }
    String assumed = PyTorchFolder.number(version());
    String real = folder.version().map(PyTorchFolder::number).orElse(assumed);
    if (!hasJoin(folder) && !build.joins(real) && mustNotDownload(real)) {
      return unsupported("the PyTorch in " + folder.root(), real);
    }
    if (!real.equals(assumed)) {
      return problem(
          "the PyTorch in %s is %s, and the engine takes it for %s"
              .formatted(folder.root(), real, assumed),
          "set " + VERSION + "=" + real);
    }
    return flavorOf(folder, real);
  }

  private Optional<Problem> flavorOf(PyTorchFolder folder, String number) {
    String flavor = flavor(build.assumed());
    String set = value(FLAVOR).isEmpty() ? FLAVOR + " is not set, which means " : FLAVOR + "=";
    boolean gpus = folder.forGpus() && !build.system().equals("cpu");
    String right = gpus ? forGpus().orElse("cpu") : "cpu";
    if (!hasJoin(folder) && build.joins(number) && !build.flavors().contains(flavor)) {
      return problem(
          set + flavor + "; the build joins PyTorch for " + String.join(", ", build.flavors()),
          "set " + FLAVOR + "=" + right);
    }
    if (flavor.startsWith("cu") && !folder.forGpus()) {
      return problem(
          set + flavor + ", but the PyTorch in " + folder.root() + " is for the CPU",
          "set " + FLAVOR + "=cpu");
    }
    return Optional.empty();
  }

  private Optional<Problem> withoutFolder() {
    boolean other = otherVersion();
    if ((!other && build.fits()) || !build.offline() || downloaded()) {
      return Optional.empty();
    }
    if (other) {
      return problem(
          VERSION
              + "="
              + value(VERSION)
              + " without "
              + FOLDER
              + ": the engine would download that PyTorch, and ./ats downloads none",
          OWN + ", or set " + FOLDER + " to the folder of the one that you have");
    }
    String number = PyTorchFolder.number(build.pytorch());
    if (build.bundled().isEmpty()) {
      return problem(
          "the build has no native library of PyTorch",
          "set %s to the folder of a PyTorch %s, and %s to one of %s"
              .formatted(FOLDER, number, FLAVOR, String.join(", ", build.flavors())));
    }
    BundledLibrary bundled = build.bundled().get();
    if (!bundled.classifier().equals(build.classifier())) {
      return problem(
          "the build's native library is for "
              + bundled.classifier()
              + ", this machine is "
              + build.classifier(),
          "build for this machine, or set " + FOLDER + " to the folder of a PyTorch " + number);
    }
    return problem(
        "the build's native library is for %s, and the engine sees %s here"
            .formatted(bundled.flavor(), build.system().equals("cpu") ? "no GPU" : build.system()),
        "without a GPU build for the CPU (ATS_PROFILE= ./ats doctor); with one, have the CUDA runtime"
            + " library (libcudart) of that version found: ATS_JAVA_OPTIONS=-Djna.library.path=FOLDER");
  }

  private Optional<Problem> unsupported(String what, String number) {
    String joined = build.jni().replaceFirst("-.*", "");
    return problem(
        what
            + " is "
            + number
            + "; the build joins "
            + joined
            + " only"
            + (SUPPORTED.contains(number)
                ? ", and would have to download the library that joins " + number
                : ", the engine " + String.join(", ", SUPPORTED)),
        "use PyTorch "
            + joined
            + (SUPPORTED.contains(number)
                ? ", or allow that download once: DJL_OFFLINE=false ./ats doctor"
                : "")
            + ", or unset "
            + FOLDER
            + " for the build's own");
  }

  /** Returns whether the library that joins the engine to a PyTorch is in its folder or cached. */
  private boolean hasJoin(PyTorchFolder folder) {
    String versioned = build.join();
    return folder.has(versioned)
        || folder.has(EngineBuild.JOIN)
        || Files.exists(build.cached(version(), flavor(build.assumed())).resolve(versioned));
  }

  private boolean mustNotDownload(String number) {
    return build.offline() || !SUPPORTED.contains(number);
  }

  private boolean otherVersion() {
    return !value(VERSION).isEmpty() && !build.pytorch().startsWith(value(VERSION));
  }

  private boolean downloaded() {
    boolean old = Boolean.parseBoolean(value(OLD));
    Path folder = build.cached(version(), flavor(build.system() + (old ? "-precxx11" : "")));
    return Files.exists(folder.resolve(PyTorchFolder.LIBRARY));
  }

  private Optional<String> forGpus() {
    return build.flavors().stream().filter(flavor -> flavor.startsWith("cu")).findFirst();
  }

  private String version() {
    return value(VERSION).isEmpty() ? build.pytorch() : value(VERSION);
  }

  private String flavor(String otherwise) {
    return value(FLAVOR).isEmpty() ? otherwise : value(FLAVOR);
  }

  private String value(String name) {
    String value = variables.apply(name);
    return value == null ? "" : value;
  }

  private static Optional<Problem> problem(String what, String fix) {
    return Optional.of(new Problem(what, fix));
  }
}
