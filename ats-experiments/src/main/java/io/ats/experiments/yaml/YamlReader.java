package io.ats.experiments.yaml;

import io.ats.core.options.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** Turns YAML into configuration trees; scalars remain text. */
final class YamlReader {

  /** An alias repeats the values that it names; so many may be repeated in all. */
  private static final int MOST_REPEATED = 100_000;

  private static final int LONGEST_TEXT = 10_000;

  /** The parser's time grows with the square of a word's length. */
  private static final int LONGEST_WORD = 100_000;

  private final IntFunction<String> sourceOfLine;
  private final List<Node> open = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int repeated;

  private YamlReader(IntFunction<String> sourceOfLine) {
    this.sourceOfLine = sourceOfLine;
  }

  static ConfigNode read(Path file, int mostBytes) {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes);
      if (bytes.length == mostBytes && in.read() >= 0) {
        throw new ConfigException(file.toString(), "larger than " + mostBytes + " bytes");
      }
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException | CharacterCodingException e) {
      throw new ConfigException(file.toString(), FileProblem.reason(e));
    } catch (IOException e) {
      throw new ConfigException(file.toString(), "cannot be read: " + FileProblem.reason(e));
    }
    return ConfigNode.parse(text, file.getFileName().toString());
  }

  /** Parses one document; {@code sourceOfLine} returns the source of a line, from 1. */
  static ConfigNode parse(String text, IntFunction<String> sourceOfLine) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setMaxAliasesForCollections(MOST_REPEATED);
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    requireWords(plain, sourceOfLine);
    Node root;
    try {
      root = new Yaml(options).compose(new StringReader(plain));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw invalid(sourceOfLine.apply(line), e.getProblem());
    } catch (ReaderException e) {
      int before = Math.min(e.getPosition(), plain.length());
      int line = 1 + (int) plain.substring(0, before).chars().filter(c -> c == '\n').count();
      throw invalid(sourceOfLine.apply(line), String.format("character U+%04X", e.getCodePoint()));
    } catch (YAMLException e) {
      throw invalid(sourceOfLine.apply(1), e.getMessage());
    }
    return root == null
        ? new ConfigNode.Mapping(Map.of(), sourceOfLine.apply(1))
        : new YamlReader(sourceOfLine).convert(root, source(root, sourceOfLine));
  }

  private static void requireWords(String text, IntFunction<String> sourceOfLine) {
    int line = 1;
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      word = Character.isWhitespace(c) ? 0 : word + 1;
      if (word > LONGEST_WORD) {
        throw new ConfigException(
            sourceOfLine.apply(line), "more than " + LONGEST_WORD + " characters without a space");
      }
    }
  }

  private static ConfigException invalid(String source, String problem) {
    return new ConfigException(source, "not valid YAML: " + problem);
  }

  private static String source(Node node, IntFunction<String> sourceOfLine) {
    return sourceOfLine.apply(node.getStartMark().getLine() + 1);
  }

  private ConfigNode convert(Node node, String source) {
    if (!seen.add(node) && ++repeated > MOST_REPEATED) {
      throw new ConfigException(
          source, "aliases repeat more than " + MOST_REPEATED + " values; write a grid instead");
    }
    if (node instanceof ScalarNode scalar) {
      requireShort(scalar, source);
      boolean nothing = scalar.getTag().equals(Tag.NULL);
      return new ConfigNode.Scalar(nothing ? null : scalar.getValue(), source);
    }
    if (open.stream().anyMatch(outer -> outer == node)) {
      throw new ConfigException(source, "an alias refers to a value that contains it");
    }
    open.add(node);
    ConfigNode converted =
        node instanceof SequenceNode sequence
            ? sequence(sequence, source)
            : mapping((MappingNode) node, source);
    open.remove(open.size() - 1);
    return converted;
  }

  private static void requireShort(ScalarNode scalar, String source) {
    int length = scalar.getValue().length();
    if (length > LONGEST_TEXT) {
      throw new ConfigException(
          source, "a text of " + length + " characters; at most " + LONGEST_TEXT + " are allowed");
    }
  }

  private ConfigNode sequence(SequenceNode node, String source) {
    List<ConfigNode> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      items.add(convert(item, source(item, sourceOfLine)));
    }
    return new ConfigNode.Sequence(items, source);
  }

  private ConfigNode mapping(MappingNode node, String source) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    Map<String, ConfigNode> merged = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      String at = source(entry.getKeyNode(), sourceOfLine);
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw new ConfigException(at, "a key must be text");
      }
      requireShort(key, at);
      if (key.getTag().equals(Tag.MERGE)) {
        ConfigNode given = convert(entry.getValueNode(), at);
        List<ConfigNode> all =
            given instanceof ConfigNode.Sequence list ? list.items() : List.of(given);
        all.forEach(each -> each.mapping("<<").entries().forEach(merged::putIfAbsent));
        continue;
      }
      ConfigNode former = entries.put(key.getValue(), convert(entry.getValueNode(), at));
      if (former != null) {
        throw new ConfigException(
            at,
            "duplicate key '" + Printable.shown(key.getValue()) + "', first at " + former.source());
      }
    }
    merged.forEach(entries::putIfAbsent);
    return new ConfigNode.Mapping(entries, source);
  }
}
