package io.ats.experiments.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, as far as tests need to understand it.
 *
 * @param file where it is
 * @param headings the anchors of its headings, as GitHub makes them
 * @param links where its links and images point to
 * @param blocks its fenced blocks
 * @param spans its inline code
 */
public record Markdown(
    Path file, List<String> headings, List<String> links, List<Block> blocks, List<String> spans) {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(<?([^)>\\s]+)>?(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");

  /** A fenced block: its language, empty where it names none, and its text. */
  public record Block(String language, String text) {}

  /** Returns every page: README, contributing, changelog, and those in {@code docs}. */
  public static List<Markdown> pages() throws IOException {
    List<Markdown> pages = new ArrayList<>();
    for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
      pages.add(read(ROOT.resolve(name)));
    }
    try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        pages.add(read(file));
      }
    }
    return pages;
  }

  /** Reads a page. */
  public static Markdown read(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    StringBuilder prose = new StringBuilder();
    StringBuilder block = null;
    String language = "";
    for (String line : Files.readAllLines(file)) {
      boolean fence = line.startsWith("```");
      if (fence && block == null) {
        block = new StringBuilder();
        language = line.substring(3).strip();
      } else if (fence) {
        blocks.add(new Block(language, block.toString()));
        block = null;
      } else {
        (block == null ? prose : block).append(line).append('\n');
      }
    }
    if (block != null) {
      throw new IOException(file + ": a fenced block is not closed");
    }
    List<String> spans = SPAN.matcher(prose).results().map(found -> found.group(1)).toList();
    String text = SPAN.matcher(prose).replaceAll("");
    List<String> links = LINK.matcher(text).results().map(found -> found.group(1)).toList();
    return new Markdown(file, anchors(prose.toString()), links, List.copyOf(blocks), spans);
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }

  private static List<String> anchors(String prose) {
    List<String> anchors = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    prose
        .lines()
        .map(HEADING::matcher)
        .filter(heading -> heading.matches())
        .map(heading -> anchor(heading.group(1)))
        .forEach(
            anchor -> {
              int before = seen.merge(anchor, 1, Integer::sum) - 1;
              anchors.add(before == 0 ? anchor : anchor + "-" + before);
            });
    return List.copyOf(anchors);
  }

  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\]\\([^)]*\\)", "")
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  /** Returns what is wrong with its links; those to the web are not followed. */
  public List<String> brokenLinks() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : links) {
      if (link.matches("(https?|mailto):.*")) {
        continue;
      }
      int hash = link.indexOf('#');
      String path = hash < 0 ? link : link.substring(0, hash);
      Path target = path.isEmpty() ? file : file.resolveSibling(path);
      if (path.startsWith("/") || !Files.exists(target)) {
        broken.add(link + ": no such file");
      } else if (hash >= 0 && !read(target).headings().contains(link.substring(hash + 1))) {
        broken.add(link + ": no such heading");
      }
    }
    return broken;
  }

  /** Returns the commands that it quotes, in blocks and inline: {@code ./ats …}, whole. */
  public List<String> commands() {
    Stream<String> ofBlocks =
        blocks.stream()
            .flatMap(block -> block.text().lines())
            .map(line -> line.replaceFirst("(^|\\s)#.*", ""))
            .flatMap(line -> Stream.of(line.split("[;|]|&&")));
    return Stream.concat(ofBlocks, spans.stream())
        .map(String::strip)
        .filter(command -> command.startsWith("./ats "))
        .distinct()
        .toList();
  }
}
