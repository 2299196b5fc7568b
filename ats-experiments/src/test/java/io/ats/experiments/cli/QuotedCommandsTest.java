package io.ats.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import io.ats.experiments.Console;
import io.ats.experiments.bench.Benchmarks;
import io.ats.experiments.docs.Markdown;
import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteExpansion;
import io.ats.experiments.suite.SuiteRef;
import io.ats.experiments.suite.Suites;
import io.ats.experiments.yaml.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Commands and suites that the documentation quotes are such as the program takes. */
class QuotedCommandsTest {

  private static final Injector INJECTOR = Main.injector(List.of());

  /** Stand for a name of the reader's choice. */
  private static final Set<String> PLACEHOLDERS =
      // The suite that data example writes, which its own test expands.
      Set.of("NAME", "KIND", "SUITE", "photos/suite.yaml");

  /** A word with what is left out, and the option that it belongs to. */
  private static final String LEFT_OUT = "( --\\S+)? \\S*…\\S*";

  /** Words with quoted parts, as a shell splits them. */
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^\\s'])+");

  static List<String> commands() throws IOException {
    return Markdown.pages().stream().flatMap(page -> page.commands().stream()).distinct().toList();
  }

  static List<SuiteConfig> suites() throws IOException {
    return Markdown.pages().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals("yaml") && block.text().startsWith("suite:"))
        .map(block -> SuiteConfig.of(ConfigNode.parse(block.text(), "documentation")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theProgramTakesEveryCommand(String command) throws IOException {
    check(command);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everySuiteHasTrialsInEveryPreset(SuiteConfig suite) {
    for (String preset : suite.presets().keySet()) {
      expand(suite, preset, List.of(), List.of());
    }
  }

  @Test
  void commandsAndSuitesAreFound() throws IOException {
    assertThat(commands())
        .hasSizeGreaterThan(25)
        .contains("./ats run quick", "./ats test", "./ats list selectors", "./ats describe ats");
    assertThat(suites()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./ats rnu quick",
        "./ats rnu",
        "./ats run quik",
        "./ats run other.yaml",
        "./ats run quick@litte",
        "./ats run quick --wokers 2",
        "./ats run quick --only selector=nothing",
        "./ats run quick --set training.epocs=3",
        "./ats run quick --set launcher.threats=1",
        "./ats describe unifrom",
        "./ats list selector",
        "./ats bench scen"
      })
  void aWrongCommandIsRefused(String command) {
    assertThatThrownBy(() -> check(command)).isInstanceOfAny(Exception.class, AssertionError.class);
  }

  private static void check(String command) throws IOException {
    String[] words =
        WORD.matcher(command.substring("./ats ".length()).replaceAll(LEFT_OUT, ""))
            .results()
            .map(word -> word.group().replace("'", ""))
            .toArray(String[]::new);
    if (List.of("test", "install", "maven", "clean").contains(words[0])) {
      assertThat(Files.readString(Path.of("../ats")))
          .contains("\n  " + words[0] + ") #"); // its own
      return;
    }
    CommandLine line = line();
    if (words.length == 1) {
      assertThat(line.getSubcommands()).containsKey(words[0]); // named, not given
      return;
    }
    ParseResult parsed = line.parseArgs(words);
    ParseResult of = parsed.subcommand();
    String name = of.<Object>matchedPositionalValue(0, "").toString();
    boolean pluggedIn = parsed.hasMatchedOption("--plugin"); // names that its own test knows
    if (pluggedIn
        || of.isUsageHelpRequested()
        || PLACEHOLDERS.contains(name)
        || name.endsWith("/tuned.yaml")) {
      return;
    }
    switch (of.commandSpec().name()) {
      case "run", "tune" -> run(of, name);
      case "list", "describe" -> assertThat(Console.run(words).status()).as(command).isZero();
      case "bench" -> {
        if (!of.hasMatchedOption("--all")) {
          assertThat(new Benchmarks().names()).contains(name);
        }
      }
      default -> {} // of run folders
    }
  }

  private static CommandLine line() {
    CommandLine line =
        new CommandLine(AtsCommand.class, new Injected()).setCaseInsensitiveEnumValuesAllowed(true);
    INJECTOR
        .getInstance(Key.get(new TypeLiteral<Set<Subcommand>>() {}))
        .forEach(line::addSubcommand);
    return line;
  }

  /** Creates the commands through the injector, as the program does. */
  private static final class Injected implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return INJECTOR.getExistingBinding(Key.get(type)) == null
          ? CommandLine.defaultFactory().create(type)
          : INJECTOR.getInstance(type);
    }
  }

  private static void run(ParseResult of, String name) throws IOException {
    SuiteRef named = SuiteRef.parse(name);
    Map<String, SuiteConfig> own =
        suites().stream().collect(Collectors.toMap(suite -> suite.name() + ".yaml", s -> s));
    SuiteConfig suite =
        own.containsKey(named.suite())
            ? own.get(named.suite())
            : INJECTOR.getInstance(Suites.class).load(named.suite());
    List<String> none = List.of();
    expand(
        suite,
        named.preset().orElse(suite.preset()),
        of.matchedOptionValue("--only", none),
        of.matchedOptionValue("--set", none));
  }

  private static void expand(
      SuiteConfig suite, String preset, List<String> only, List<String> set) {
    SuiteExpansion expansion = INJECTOR.getInstance(SuiteExpansion.class);
    assertThat(expansion.expand(suite, preset, only, set)).isNotEmpty();
    expansion.launcher(suite, preset, set);
  }
}
