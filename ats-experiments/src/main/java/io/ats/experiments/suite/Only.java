package io.ats.experiments.suite;

import io.ats.core.options.Printable;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.Names;
import io.ats.experiments.yaml.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An argument {@code --only key=value[,value]}.
 *
 * @param key a short key or an option's dotted key
 * @param values the text after the equals sign
 */
record Only(String key, String values) {

  /**
   * Reads an argument.
   *
   * @throws ConfigException if it is not {@code key=value}
   */
  static Only parse(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 1 || equals == argument.length() - 1) {
      throw new ConfigException(
          "--only " + Printable.shown(argument),
          "expected key=value[,value], with a key such as selector");
    }
    return new Only(argument.substring(0, equals).strip(), argument.substring(equals + 1).strip());
  }

  /** Returns the argument as on the command line. */
  String shown() {
    return "--only " + Printable.shown(key + "=" + values);
  }

  /**
   * Returns the candidates that match.
   *
   * @param all every candidate of the suite; each value must match one of them
   * @throws ConfigException for an unknown key, or a value that matches none of {@code all}
   */
  List<Candidate> keep(List<Candidate> candidates, List<Candidate> all) {
    List<String> known =
        all.stream().map(c -> c.values().get(key)).filter(Objects::nonNull).distinct().toList();
    if (known.isEmpty()) {
      throw error("no trial has a key '" + Printable.shown(key) + "'" + advice(all));
    }
    List<String> wanted = wanted(known);
    for (String value : wanted) {
      if (known.stream().noneMatch(one -> Numbers.same(one, value))) {
        throw error(
            "no trial has the "
                + key
                + " '"
                + Printable.shown(value)
                + "'; there are: "
                + Printable.shown(
                    known.stream()
                        .map(one -> one.contains(",") ? "'" + one + "'" : one)
                        .collect(Collectors.joining(", "))));
      }
    }
    return candidates.stream().filter(c -> matches(c, wanted)).toList();
  }

  /** Returns the values, the longest known label first where labels have commas in them. */
  private List<String> wanted(List<String> known) {
    List<String> wanted = new ArrayList<>();
    List<String> rest = Arrays.asList(values.split(",", -1));
    while (!rest.isEmpty()) {
      int count = rest.size();
      while (count > 1 && !known.contains(joined(rest, count))) {
        count--;
      }
      wanted.add(joined(rest, count));
      rest = rest.subList(count, rest.size());
    }
    return wanted;
  }

  private static String joined(List<String> pieces, int count) {
    return String.join(",", pieces.subList(0, count)).strip();
  }

  private boolean matches(Candidate candidate, List<String> wanted) {
    String value = candidate.values().get(key);
    return value != null && wanted.stream().anyMatch(one -> Numbers.same(value, one));
  }

  private String advice(List<Candidate> all) {
    Set<String> keys = new TreeSet<>();
    all.forEach(candidate -> keys.addAll(candidate.values().keySet()));
    return Names.advice(key, ShortKeys.NAMES, List.copyOf(keys))
        + ", and every option's dotted key";
  }

  private ConfigException error(String text) {
    return new ConfigException(shown(), text);
  }
}
