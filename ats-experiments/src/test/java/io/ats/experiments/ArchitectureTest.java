package io.ats.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.google.inject.Guice;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.ats.core.math.Scalars;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dependencies run one way, packages have no cycles, and the engine's traps are not stepped in. */
@AnalyzeClasses(packages = "io.ats", importOptions = ArchitectureTest.OnlyOurMainCode.class)
class ArchitectureTest {

  /** Leaves out test classes, those in the test jars of other modules too. */
  static final class OnlyOurMainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return new DoNotIncludeTests().includes(location) && !location.contains("-tests.jar");
    }
  }

  private static final List<String> MODULES =
      List.of("core", "topk", "saccade", "datasets", "experiments");

  @ArchTest
  static final ArchRule MODULES_DEPEND_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy("io.ats.core..")
          .layer("topk")
          .definedBy("io.ats.topk..")
          .layer("saccade")
          .definedBy("io.ats.saccade..")
          .layer("datasets")
          .definedBy("io.ats.datasets..")
          .layer("experiments")
          .definedBy("io.ats.experiments..")
          .whereLayer("experiments")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("topk")
          .mayOnlyBeAccessedByLayers("experiments")
          .whereLayer("saccade")
          .mayOnlyBeAccessedByLayers("experiments")
          .whereLayer("datasets")
          .mayOnlyBeAccessedByLayers("experiments");

  /** The packages of experiments that each of these may use, besides itself. */
  private static final Map<String, List<String>> ROOMS =
      Map.ofEntries(
          Map.entry("yaml", List.of()),
          Map.entry("config", List.of("yaml")),
          Map.entry("suite", List.of("yaml", "config")),
          Map.entry("results", List.of()),
          Map.entry("statistics", List.of()),
          Map.entry("picture", List.of()),
          Map.entry("cost", List.of()),
          Map.entry("train", List.of("config", "cost", "results")),
          Map.entry(
              "trial",
              List.of("yaml", "config", "cost", "results", "statistics", "picture", "train")),
          Map.entry("doctor", List.of("yaml", "results", "trial", "run")),
          Map.entry("bundle", List.of("yaml", "results", "trial", "doctor")),
          Map.entry("report", List.of("yaml", "suite", "results", "statistics")),
          Map.entry("export", List.of("yaml", "config", "results", "train", "trial", "report")),
          Map.entry(
              "predict", List.of("yaml", "config", "cost", "results", "picture", "train", "trial")),
          Map.entry("tune", List.of("yaml", "config", "suite", "results", "statistics")),
          Map.entry("report.charts", List.of("report", "results", "statistics", "picture")),
          Map.entry("report.tables", List.of("report", "results", "statistics")),
          Map.entry(
              "report.page",
              List.of(
                  "report", "report.charts", "report.tables", "results", "statistics", "picture")));

  @ArchTest static final ArchRule ROOMS_DEPEND_ONE_WAY = rooms();

  private static ArchRule rooms() {
    LayeredArchitecture rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : ROOMS.keySet()) {
      rooms = rooms.layer(room).definedBy("io.ats.experiments." + room);
    }
    for (String other : List.of("run", "cli", "bench")) {
      rooms = rooms.layer(other).definedBy("io.ats.experiments." + other + "..");
    }
    for (Map.Entry<String, List<String>> room : ROOMS.entrySet()) {
      String[] used = room.getValue().toArray(String[]::new);
      rooms =
          used.length == 0
              ? rooms.whereLayer(room.getKey()).mayNotAccessAnyLayer()
              : rooms.whereLayer(room.getKey()).mayOnlyAccessLayers(used);
    }
    return rooms
        .whereLayer("bench")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("bench");
  }

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.ats.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NUMBERS_IN_A_GRAPH_OWN_THEIR_MEMORY =
      noClasses()
          .should()
          .callMethod(NDArray.class, "mul", Number.class)
          .orShould()
          .callMethod(NDArray.class, "div", Number.class)
          .orShould()
          .callMethod(NDArray.class, "pow", Number.class)
          .orShould()
          .callMethod(NDArray.class, "maximum", Number.class)
          .orShould()
          .callMethod(NDArray.class, "minimum", Number.class)
          .because("the engine frees the number while the graph still points at it: use Scalars");

  /** But for what is measured in plain calls of the engine. */
  @ArchTest
  static final ArchRule NUMBERS_ARE_NOT_SENT_TO_A_GPU =
      noClasses()
          .that()
          .resideOutsideOfPackage("..bench..")
          .and()
          .doNotHaveFullyQualifiedName(Scalars.class.getName())
          .should(
              callMethodWhere(
                  describe(
                      "the engine is given a number",
                      call ->
                          call.getTargetOwner().isEquivalentTo(NDArray.class)
                              && call.getTarget().getRawParameterTypes().stream()
                                  .anyMatch(type -> type.isEquivalentTo(Number.class)))))
          .because("the host would wait for all that a GPU was told: use Scalars");

  @ArchTest
  static final ArchRule TEXT_IS_THE_SAME_ON_EVERY_MACHINE =
      noClasses()
          .should()
          .callMethod(String.class, "getBytes")
          .orShould()
          .callConstructor(String.class, byte[].class)
          .orShould()
          .callConstructor(InputStreamReader.class, InputStream.class)
          .orShould()
          .callConstructor(OutputStreamWriter.class, OutputStream.class)
          .orShould()
          .callConstructor(PrintStream.class, OutputStream.class)
          .orShould()
          .callConstructor(PrintWriter.class, OutputStream.class)
          .orShould()
          .callConstructor(Scanner.class, InputStream.class)
          .orShould()
          .callConstructor(FileReader.class, String.class)
          .orShould()
          .callConstructor(FileReader.class, File.class)
          .orShould()
          .callConstructor(FileWriter.class, String.class)
          .orShould()
          .callConstructor(FileWriter.class, File.class)
          .orShould()
          .callMethod(ByteArrayOutputStream.class, "toString")
          .orShould()
          .callMethod(Charset.class, "defaultCharset")
          .orShould()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .because("the system's charset and language must not decide: name UTF-8, Locale.ROOT");

  @ArchTest
  static final ArchRule ONLY_MAIN_MAKES_AN_INJECTOR =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.ats.experiments.cli.Main")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Guice.class);

  /** Without this, a wrong package name would make every rule above hold of nothing. */
  @Test
  void everyModuleIsSeen() {
    JavaClasses all =
        new ClassFileImporter().withImportOption(new OnlyOurMainCode()).importPackages("io.ats");
    Set<String> seen =
        all.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.split("\\.")[2])
            .collect(Collectors.toSet());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(MODULES);
    assertThat(all.size()).isGreaterThan(100);
  }
}
