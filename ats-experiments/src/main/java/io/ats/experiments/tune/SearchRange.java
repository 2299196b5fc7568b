package io.ats.experiments.tune;

import io.ats.core.options.Range;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import io.ats.experiments.yaml.Names;
import io.ats.experiments.yaml.Trees;
import io.ats.experiments.yaml.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;

/** The values that an option may take in a search, each with its probability. */
sealed interface SearchRange {

  /**
   * Returns a value; it comes, for messages, from where the range is.
   *
   * @param u uniform in [0,1)
   */
  ConfigNode at(double u);

  /**
   * Reads {@code [value, …]}, or {@code {from: a, to: b, scale: linear|log}}: whole numbers if both
   * ends are, else numbers of three significant digits.
   *
   * @throws ConfigException for anything else, with file and line
   */
  static SearchRange of(ConfigNode node, String path) {
    return node instanceof ConfigNode.Mapping mapping
        ? Interval.of(mapping, path)
        : Choices.of(node, path);
  }

  /**
   * Values that are equally likely.
   *
   * @param values at least two, different
   */
  record Choices(List<ConfigNode> values) implements SearchRange {

    private static Choices of(ConfigNode node, String path) {
      List<ConfigNode> values = node.list(path, "values, or a mapping with from, to and scale");
      if (values.size() < 2 || new HashSet<>(values).size() < values.size()) {
        throw ConfigException.at(node, path, "expected at least two values, each once");
      }
      return new Choices(values);
    }

    @Override
    public ConfigNode at(double u) {
      return values.get((int) (u * values.size()));
    }
  }

  /** What is uniform in an interval. */
  enum Scale {
    /** The number. */
    LINEAR,
    /** Its logarithm. */
    LOG
  }

  /**
   * An interval.
   *
   * @param from the lower end, above 0 on a logarithmic scale
   * @param to the upper end, above {@code from}
   * @param whole whether the values are whole numbers, both ends among them
   * @param source file and line
   */
  record Interval(double from, double to, Scale scale, boolean whole, String source)
      implements SearchRange {

    private static final List<String> KEYS = List.of("from", "to", "scale");
    private static final String WHOLE = "-?\\d+";
    private static final MathContext DIGITS = new MathContext(3);

    private static Interval of(ConfigNode.Mapping node, String path) {
      Trees.requireKnown(node, path, KEYS);
      ConfigNode low = end(node, "from", path);
      ConfigNode high = end(node, "to", path);
      double from = number(low, Names.join(path, "from"));
      double to = number(high, Names.join(path, "to"));
      Scale scale =
          node.get("scale")
              .map(s -> Values.parse(s, Scale.class, Range.ALL, Names.join(path, "scale")))
              .orElse(Scale.LINEAR);
      if (!(from < to) || scale == Scale.LOG && from <= 0) {
        throw ConfigException.at(
            node,
            path,
            "from must be below to"
                + (scale == Scale.LOG ? ", and above 0 on the scale log" : "")
                + ", got "
                + low.shown()
                + " and "
                + high.shown());
      }
      return new Interval(from, to, scale, whole(low) && whole(high), node.source());
    }

    private static ConfigNode end(ConfigNode.Mapping node, String key, String path) {
      return node.get(key)
          .orElseThrow(() -> ConfigException.at(node, Names.join(path, key), "is missing"));
    }

    private static double number(ConfigNode node, String path) {
      return Values.parse(node, double.class, Range.ALL, path);
    }

    private static boolean whole(ConfigNode node) {
      return Trees.text(node).matches(WHOLE);
    }

    @Override
    public ConfigNode at(double u) {
      return (whole ? wholeAt(u) : numberAt(u)).from(source);
    }

    private ConfigNode numberAt(double u) {
      double value = new BigDecimal(between(from, to, u)).round(DIGITS).doubleValue();
      return ConfigWriter.scalar(Math.max(from, Math.min(to, value)));
    }

    /** Each whole number has the part of the interval that is nearest to it. */
    private ConfigNode wholeAt(double u) {
      double value = Math.rint(between(from - 0.5, to + 0.5, u));
      return ConfigWriter.scalar((long) Math.max(from, Math.min(to, value)));
    }

    private double between(double low, double high, double u) {
      return scale == Scale.LOG
          ? Math.exp(Math.log(low) + u * (Math.log(high) - Math.log(low)))
          : low + u * (high - low);
    }
  }
}
