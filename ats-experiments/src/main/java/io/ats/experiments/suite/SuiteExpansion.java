package io.ats.experiments.suite;

import io.ats.experiments.config.Resolver;
import io.ats.experiments.yaml.ConfigException;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.RecordBinder;
import io.ats.experiments.yaml.Trees;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the trials of a suite. */
public final class SuiteExpansion {

  private static final BigInteger MOST = BigInteger.valueOf(1_000_000);

  private final Resolver resolver;

  /** Creates an expansion. */
  @Inject
  public SuiteExpansion(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Returns the suite's trials: for each point of the suite's grid, whose last key varies fastest,
   * each row at each point of its own grid. A run that is stopped early thus has all rows of the
   * first seeds. {@code set} overrides rows and grids; a grid key that it sets no longer varies.
   * Trials that {@code only} excludes may be invalid.
   *
   * @param preset the name of one of the suite's presets
   * @param only arguments {@code key=value[,value]}; a trial must match all of them
   * @param set arguments {@code key=value}, the key dotted, the value YAML
   * @throws ConfigException for an unknown preset or key, a value that no trial has, an invalid
   *     trial, two equal trials, or if no trial is left; for more than a million trials before
   *     {@code only}
   */
  public List<PlannedTrial> expand(
      SuiteConfig suite, String preset, List<String> only, List<String> set) {
    SuiteConfig chosen = suite.with(preset);
    ConfigNode.Mapping settings = Settings.tree(set).without(LauncherConfig.SECTION);
    List<Only> filters = only.stream().map(Only::parse).toList();
    List<Candidate> all = new ArrayList<>();
    chosen.rows().forEach(row -> requireApart(row, chosen.grid()));
    BigInteger size = size(chosen, settings);
    if (size.compareTo(MOST) > 0) {
      throw new ConfigException(
          suite.name() + "@" + preset, "rows and grid make " + size + " trials; at most " + MOST);
    }
    for (Grid.Point shared : chosen.grid().without(settings).points()) {
      for (SuiteRow row : chosen.rows()) {
        for (Grid.Point own : row.grid().without(settings).points()) {
          Grid.Point point = own.after(shared);
          all.add(
              Candidate.of(resolver, row, point, () -> merge(chosen.base(), row, point, settings)));
        }
      }
    }
    List<Candidate> left = choose(all, filters);
    left.stream()
        .filter(candidate -> candidate.failure().isPresent())
        .findFirst()
        .ifPresent(
            invalid -> {
              throw advised(invalid, all, filters, set);
            });
    Distinct.require(left);
    return left.stream().map(Candidate::planned).toList();
  }

  /** Returns what is wrong; of a setting that other rows accept, how to choose those. */
  private static ConfigException advised(
      Candidate invalid, List<Candidate> all, List<Only> filters, List<String> set) {
    ConfigException failure = invalid.failure().orElseThrow();
    for (String setting : set) {
      String key = setting.split("[.=]", 2)[0].strip();
      String own = invalid.values().get(key);
      String others =
          all.stream()
              .filter(candidate -> candidate.trial().isPresent())
              .map(candidate -> candidate.values().get(key))
              .filter(value -> value != null && !value.equals(own))
              .distinct()
              .collect(Collectors.joining(","));
      if (failure.getMessage().startsWith(Settings.source(setting) + ": unknown key")
          && ShortKeys.NAMES.contains(key)
          && filters.stream().noneMatch(filter -> filter.key().equals(key))
          && !others.isEmpty()) {
        return new ConfigException(
            failure.getMessage()
                + "; other rows have it: choose them with --only "
                + key
                + "="
                + others);
      }
    }
    return failure;
  }

  /**
   * Returns how many trials rows and grids make, before {@code --only}, without listing them.
   *
   * @throws ConfigException for an unknown preset
   */
  public BigInteger size(SuiteConfig suite, String preset, List<String> set) {
    return size(suite.with(preset), Settings.tree(set).without(LauncherConfig.SECTION));
  }

  private static BigInteger size(SuiteConfig chosen, ConfigNode.Mapping settings) {
    BigInteger rows =
        chosen.rows().stream()
            .map(row -> BigInteger.valueOf(row.grid().without(settings).size()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return rows.multiply(BigInteger.valueOf(chosen.grid().without(settings).size()));
  }

  private static void requireApart(SuiteRow row, Grid grid) {
    row.grid()
        .common(grid)
        .ifPresent(
            key -> {
              throw ConfigException.at(
                  row.overrides(), "grid." + key, "the suite's grid has this key already");
            });
  }

  /**
   * Returns the launcher options: the suite's section {@code launcher}, overridden by the preset's,
   * overridden by the settings {@code launcher.*}.
   *
   * @throws ConfigException for an unknown preset or option, or a value that is not allowed
   */
  public LauncherConfig launcher(SuiteConfig suite, String preset, List<String> set) {
    String section = LauncherConfig.SECTION;
    ConfigNode.Mapping settings = Settings.tree(set).section(section, section);
    return RecordBinder.bind(
        Trees.merge(suite.with(preset).launcher(), settings), LauncherConfig.DEFAULTS, section);
  }

  private static ConfigNode.Mapping merge(
      ConfigNode.Mapping base, SuiteRow row, Grid.Point point, ConfigNode.Mapping settings) {
    ConfigNode.Mapping merged = Trees.merge(base, row.overrides());
    merged = Trees.merge(Trees.merge(merged, point.overrides()), settings);
    return merged.from(row.overrides().source());
  }

  private static List<Candidate> choose(List<Candidate> all, List<Only> filters) {
    List<Candidate> left = all;
    try {
      for (Only filter : filters) {
        left = filter.keep(left, all);
      }
    } catch (ConfigException e) {
      // An invalid trial lacks most keys to choose by: report what is wrong with it first.
      throw all.stream().flatMap(c -> c.failure().stream()).findFirst().orElse(e);
    }
    if (left.isEmpty()) {
      String arguments = filters.stream().map(Only::shown).collect(Collectors.joining(" "));
      throw new ConfigException(arguments, "no trial is left");
    }
    return left;
  }
}
