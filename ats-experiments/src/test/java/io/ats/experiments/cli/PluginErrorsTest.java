package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import io.ats.core.aggregators.Max;
import io.ats.core.plugin.ComponentModule;
import io.ats.experiments.Console;
import io.ats.experiments.PluginJar;
import io.ats.experiments.stripes.StripesModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are no plugins: one line that names the jar and says what to do. */
class PluginErrorsTest {

  /** Binds a name that is taken. */
  public static final class Taken extends ComponentModule {
    @Override
    protected void configure() {
      bindAggregator("mean", new Max());
    }
  }

  /** Needs a class that is missing. */
  public static final class Incomplete extends AbstractModule {
    @Override
    protected void configure() {
      throw new NoClassDefFoundError("org/example/Missing");
    }
  }

  /** Cannot be created. */
  public static final class Broken extends AbstractModule {
    /** Fails. */
    public Broken() {
      throw new IllegalStateException("on purpose");
    }
  }

  @TempDir Path folder;

  private void rejected(Path jar, String... texts) {
    Console console = Console.run("list", "selectors", "--plugin", jar.toString());
    assertThat(console.err().strip()).startsWith("ats: --plugin " + jar + ": ").contains(texts);
    assertThat(console.err().lines()).hasSize(1);
    assertThat(console.status()).isEqualTo(2);
  }

  private Path jar(String service) throws IOException {
    return PluginJar.write(
        folder.resolve("p.jar"),
        Map.of(PluginJar.SERVICES, service.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsNoJar() throws IOException {
    Path file = folder.resolve("p.jar");
    rejected(file, "no such file");
    rejected(Files.createDirectory(folder.resolve("d")), "not a file", "the plugin's jar");
    rejected(Files.writeString(file, "text"), "not a jar", "build it again");
    rejected(Files.write(file, new byte[0]), "not a jar", "build it again");
    PluginJar.write(file, StripesModule.class);
    byte[] whole = Files.readAllBytes(file);
    rejected(Files.write(file, Arrays.copyOf(whole, whole.length / 2)), "build it again");
  }

  @Test
  void aJarThatNamesNoModule() throws IOException {
    Path file = folder.resolve("p.jar");
    rejected(PluginJar.write(file, Map.of("a.txt", new byte[1])), "no file " + PluginJar.SERVICES);
    String misspelt = "META-INF/services/com.google.Module";
    rejected(PluginJar.write(file, Map.of(misspelt, new byte[1])), "only " + misspelt);
    rejected(jar("# nothing\n"), "is empty", "write the module's class name");
    rejected(jar("org.example.Centr"), "org.example.Centr", "is not in the jar");
    rejected(jar("java.lang.Object"), "is no com.google.inject.Module");
  }

  @Test
  void aJarWhoseModuleCannotBeUsed() throws IOException {
    byte[] newer = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 99, 0, 0};
    byte[] service = "org.example.Newer".getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> entries =
        Map.of(PluginJar.SERVICES, service, "org/example/Newer.class", newer);
    rejected(
        PluginJar.write(folder.resolve("p.jar"), entries), "newer Java", "compile", "--release 17");
    rejected(jar(Taken.class.getName()), "the name 'mean' is taken already", "another name");
    rejected(jar(Incomplete.class.getName()), "org.example.Missing", "missing");
    rejected(jar(Broken.class.getName()), "on purpose");
  }

  @Test
  void theOptionMayStandAnywhere() throws IOException {
    String jar = PluginJar.write(folder.resolve("p.jar"), StripesModule.class).toString();
    assertThat(Console.run("--plugin", jar, "list", "encoders").out()).contains("linear");
    assertThat(Console.run("list", "--plugin", jar, "encoders").out()).contains("linear");
    assertThat(Console.run("list", "encoders", "--plugin=" + jar).out()).contains("linear");
    assertThat(Console.run("bench", "--plugin", jar).status()).isZero();
  }

  @Test
  void unknownNamesHintAtPlugins() throws IOException {
    String suite =
        """
        suite: mine
        base:
          dataset: {name: megapixel-mnist}
          encoder: {name: lenet}
          aggregator: {name: mean}
          selector: {name: centre}
        """;
    Path file = Files.writeString(folder.resolve("mine.yaml"), suite);
    assertThat(Console.run("run", file.toString()).err())
        .contains("mine.yaml:6", "'centre'", "a plugin", "--plugin JAR");
    assertThat(Console.run("run", "centre-against-uniform").err()).contains("--plugin JAR");
    assertThat(Console.run("describe", "centre").err()).contains("--plugin JAR");

    Path trial = Files.createDirectory(folder.resolve("trial"));
    Files.writeString(
        trial.resolve("config.yaml"), suite.substring(suite.indexOf("  ")).indent(-2));
    for (String other : new String[] {"label.json", "provenance.json", "result.json"}) {
      Files.writeString(trial.resolve(other), "{}");
    }
    assertThat(Console.run("replay", trial.toString()).err())
        .contains("config.yaml", "'centre'", "--plugin JAR");
  }
}
