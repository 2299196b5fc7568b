package io.ats.experiments.yaml;

import io.ats.core.options.Worded;
import io.ats.core.plugin.Component;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Writes canonical YAML: keys in kebab case and the record's order, numbers as the shortest decimal
 * that reads back the same, text quoted only where necessary. Reading it gives the same record.
 */
public final class ConfigWriter {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./+-]([A-Za-z0-9 _./+()=-]*[A-Za-z0-9_./+()=-])?");
  private static final Pattern SPECIAL =
      Pattern.compile("(null|Null|NULL)|---.*|\\.\\.\\..*|-|- .*");
  private static final String LINE_BREAKS_AND_MARKS = "\u0085\u2028\u2029\uFEFF";
  private static final int FIRST_BEYOND_BASIC = 0x10000;

  private ConfigWriter() {}

  /** Returns a record as YAML. */
  public static String yaml(Record record) {
    return yaml(tree(record));
  }

  /** Returns a tree as YAML, keys in the tree's order. */
  public static String yaml(ConfigNode.Mapping tree) {
    if (tree.entries().isEmpty()) {
      return "{}\n";
    }
    StringBuilder out = new StringBuilder();
    writeMapping(out, tree, "", "");
    return out.toString();
  }

  /**
   * Returns a record as a tree with every component.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public static ConfigNode.Mapping tree(Record record) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    for (Records.Field component : Records.components(record)) {
      if (component.embedded()) {
        entries.putAll(tree((Record) component.value()).entries());
      } else {
        entries.put(component.key(), node(component));
      }
    }
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }

  /** Returns a component's name and every option as a tree. */
  public static ConfigNode.Mapping tree(Component<?> component) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("name", scalar(component.name()));
    entries.putAll(tree((Record) component.spec()).entries());
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }

  static ConfigNode node(Records.Field component) {
    if (component.value() instanceof Component<?> named) {
      return tree(named);
    }
    if (component.value() instanceof Worded<?> worded) {
      List<String> words = worded.words();
      return words.size() == 1 ? scalar(words.get(0)) : sequence(words);
    }
    if (component.nested()) {
      return tree((Record) component.value());
    }
    return component.value() instanceof List<?> values
        ? sequence(values)
        : scalar(component.value());
  }

  private static ConfigNode sequence(List<?> values) {
    List<ConfigNode> items = values.stream().map(ConfigWriter::scalar).toList();
    return new ConfigNode.Sequence(items, ConfigNode.DEFAULT);
  }

  /** Returns a number, boolean, text or enum constant as a scalar that reads back the same. */
  public static ConfigNode scalar(Object value) {
    return new ConfigNode.Scalar(Values.text(value), ConfigNode.DEFAULT);
  }

  private static void writeMapping(
      StringBuilder out, ConfigNode.Mapping mapping, String first, String indent) {
    String lead = first;
    for (Map.Entry<String, ConfigNode> entry : mapping.entries().entrySet()) {
      out.append(lead).append(quoted(entry.getKey())).append(':');
      writeValue(out, entry.getValue(), indent);
      lead = indent;
    }
  }

  private static void writeValue(StringBuilder out, ConfigNode value, String indent) {
    if (isInline(value)) {
      out.append(' ').append(inline(value)).append('\n');
      return;
    }
    out.append('\n');
    String deeper = indent + "  ";
    if (value instanceof ConfigNode.Mapping below) {
      writeMapping(out, below, deeper, deeper);
    } else if (value instanceof ConfigNode.Sequence sequence) {
      for (ConfigNode item : sequence.items()) {
        out.append(deeper).append('-');
        if (item instanceof ConfigNode.Mapping below && !isInline(item)) {
          writeMapping(out, below, " ", deeper + "  ");
        } else {
          writeValue(out, item, deeper);
        }
      }
    }
  }

  private static boolean isInline(ConfigNode node) {
    if (node instanceof ConfigNode.Sequence sequence) {
      return sequence.items().stream().allMatch(item -> item instanceof ConfigNode.Scalar);
    }
    return !(node instanceof ConfigNode.Mapping mapping) || mapping.entries().isEmpty();
  }

  /** Returns a node on one line. */
  public static String inline(ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar) {
      return scalar.text() == null ? "null" : quoted(scalar.text());
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      return sequence.items().stream()
          .map(ConfigWriter::inline)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((ConfigNode.Mapping) node)
        .entries().entrySet().stream()
            .map(entry -> quoted(entry.getKey()) + ": " + inline(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches()) {
      return text;
    }
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.append('"').toString();
  }

  private static String escaped(int c) {
    if (c == '"' || c == '\\') {
      return "\\" + (char) c;
    }
    if (c == '\n') {
      return "\\n";
    }
    if (c >= FIRST_BEYOND_BASIC) {
      return String.format("\\U%08X", c);
    }
    boolean raw = c >= ' ' && StreamReader.isPrintable(c) && LINE_BREAKS_AND_MARKS.indexOf(c) < 0;
    return raw ? Character.toString(c) : String.format("\\u%04X", c);
  }
}
