package io.ats.experiments.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java code that the documentation shows is code. */
class CodeTest {

  private static final Path EXAMPLE = Path.of("src/it/example-plugin/src/main/java");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public |final )*(?:class|record|interface|enum) (\\w+)");

  @TempDir Path folder;

  private static List<String> java() throws IOException {
    return Markdown.pages().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals("java"))
        .map(Markdown.Block::text)
        .toList();
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** A block with a package line is a whole file; together they compile, without a warning. */
  @Test
  void wholeFilesCompile() throws IOException {
    List<Source> sources =
        java().stream().filter(text -> text.startsWith("package ")).map(Source::new).toList();
    assertThat(sources).hasSizeGreaterThan(5);
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-d", folder.toString(), "-proc:none", "-Xlint:all,-path,-serial", "-Werror");
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(messages, null, null, options, null, sources)
            .call();
    assertThat(compiled).as("%s", messages).isTrue();
  }

  /** The others are pieces of the example plugin. */
  @Test
  void piecesAreTheExamplePlugins() throws IOException {
    StringBuilder plugin = new StringBuilder();
    for (Path file : javaFiles(EXAMPLE)) {
      plugin.append(Files.readString(file));
    }
    assertThat(java().stream().filter(text -> !text.startsWith("package ")))
        .isNotEmpty()
        .allSatisfy(piece -> assertThat(plugin).contains(piece));
  }

  /**
   * A test is named as {@code SinkhornTest}, or with its method as {@code SinkhornTest.isExact}.
   */
  @Test
  void namedTestsExist() throws IOException {
    Map<String, String> tests = new HashMap<>();
    List<Path> folders = new ArrayList<>(List.of(EXAMPLE.resolve("../../test")));
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      modules.map(m -> m.resolve("src/test")).filter(Files::isDirectory).forEach(folders::add);
    }
    for (Path folder : folders) {
      for (Path file : javaFiles(folder)) {
        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    List<String> named =
        Markdown.pages().stream()
            .flatMap(page -> page.spans().stream())
            .filter(span -> span.matches("\\w+Test(\\.\\w+)?"))
            .toList();
    assertThat(named)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            name -> {
              String[] parts = name.split("\\.");
              assertThat(tests).containsKey(parts[0]);
              assertThat(tests.get(parts[0]))
                  .contains(parts[parts.length - 1] + (parts.length > 1 ? "(" : ""));
            });
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("docs:///" + name(text) + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    private static String name(String text) {
      Matcher type = TYPE.matcher(text);
      assertThat(type.find()).as("a type in %s", text).isTrue();
      return type.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
