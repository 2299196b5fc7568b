package io.ats.experiments.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.experiments.yaml.ConfigException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesTest {

  @TempDir Path folder;
  private URLClassLoader loader;
  private Suites suites;

  @BeforeEach
  void writeSuites() throws IOException {
    Path resources = Files.createDirectories(folder.resolve("io/ats/experiments/suites"));
    Files.writeString(resources.resolve("index"), "quick\nbroken\n\n");
    Files.writeString(resources.resolve("quick.yaml"), "suite: quick\nabout: built in\n");
    Files.writeString(resources.resolve("broken.yaml"), "suite: broken\nx: 1\n");
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    suites = new Suites(Suites.builtIn(loader));
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void builtInSuitesHaveNames() {
    assertThat(suites.names()).containsExactly("quick", "broken");
    assertThat(suites.load("quick").about()).isEqualTo("built in");
    assertThatThrownBy(() -> suites.load("broken"))
        .hasMessageStartingWith("broken.yaml:2: unknown key 'x'");
  }

  @Test
  void filesAreLoadedByPath() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "suite: mine\n");
    assertThat(suites.load(file.toString()).name()).isEqualTo("mine");
    assertThatThrownBy(() -> suites.load("not/there"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("not/there: there is no such file");
    assertThatThrownBy(() -> suites.load("none.yml")).hasMessage("none.yml: there is no such file");
  }

  @Test
  void anUnknownSuiteListsThoseThereAre() {
    assertThatThrownBy(() -> suites.load("quik"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "unknown suite 'quik'; did you mean 'quick'? Known: quick, broken; or a YAML file's"
                + " path; a plugin's suite needs --plugin JAR");
  }

  @Test
  void aReferenceNamesSuiteAndPreset() throws IOException {
    assertThat(SuiteRef.parse("quick")).isEqualTo(new SuiteRef("quick", Optional.empty()));
    assertThat(SuiteRef.parse("quick@paper"))
        .isEqualTo(new SuiteRef("quick", Optional.of("paper")));
    assertThat(SuiteRef.parse("a@b/c.yaml"))
        .isEqualTo(new SuiteRef("a@b/c.yaml", Optional.empty()));
    assertThat(SuiteRef.parse("a@b/c.yaml@lite"))
        .isEqualTo(new SuiteRef("a@b/c.yaml", Optional.of("lite")));
    String file = Files.writeString(folder.resolve("x@y.yaml"), "suite: x").toString();
    assertThat(SuiteRef.parse(file)).isEqualTo(new SuiteRef(file, Optional.empty()));
  }
}
