package io.ats.experiments.config;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One {@code --only key=value[,value]} argument.
 *
 * @param key a short key or the dotted key of an option
 * @param values the text after the equals sign
 */
record Only(String key, String values) {

  private static final List<String> SHORT =
      List.of("selector", "seed", "task", "encoder", "aggregator", "dataset", "variant");

  /**
   * Reads an argument.
   *
   * @throws ConfigException if it is not {@code key=value}
   */
  static Only parse(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 1 || equals == argument.length() - 1) {
      throw new ConfigException(
          "--only " + argument, "expected key=value[,value], with a key such as selector");
    }
    return new Only(argument.substring(0, equals).strip(), argument.substring(equals + 1).strip());
  }

  /** Returns the argument as it would stand on a command line. */
  String shown() {
    return "--only " + key + "=" + values;
  }

  /**
   * Returns what the argument keeps.
   *
   * @param all the trials among which each value must match at least one
   * @throws ConfigException for an unknown key, or a value that matches none of {@code all}
   */
  List<Candidate> keep(List<Candidate> candidates, List<Candidate> all) {
    List<String> there =
        all.stream().map(c -> c.leaves().get(key)).filter(Objects::nonNull).distinct().toList();
    if (there.isEmpty()) {
      throw error("no trial has a key '" + key + "'" + advice(all));
    }
    List<String> wanted =
        there.contains(values)
            ? List.of(values)
            : Arrays.stream(values.split(",", -1)).map(String::strip).toList();
    for (String value : wanted) {
      if (there.stream().noneMatch(known -> same(known, value))) {
        throw error(
            "no trial has the " + key + " '" + value + "'; there are: " + String.join(", ", there));
      }
    }
    return candidates.stream().filter(c -> matches(c, wanted)).toList();
  }

  private boolean matches(Candidate candidate, List<String> wanted) {
    String value = candidate.leaves().get(key);
    return value != null && wanted.stream().anyMatch(one -> same(value, one));
  }

  private String advice(List<Candidate> all) {
    Set<String> keys = new TreeSet<>();
    all.forEach(candidate -> keys.addAll(candidate.leaves().keySet()));
    return Names.advice(key, SHORT, List.copyOf(keys)) + ", and every option's dotted key";
  }

  private ConfigException error(String text) {
    return new ConfigException(shown(), text);
  }

  private static boolean same(String a, String b) {
    return a.equals(b)
        || (Numbers.isDecimal(a)
            && Numbers.isDecimal(b)
            && new BigDecimal(a).compareTo(new BigDecimal(b)) == 0);
  }
}
