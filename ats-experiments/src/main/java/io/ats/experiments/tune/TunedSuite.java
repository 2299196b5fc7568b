package io.ats.experiments.tune;

import io.ats.experiments.suite.SuiteConfig;
import io.ats.experiments.suite.SuiteRow;
import io.ats.experiments.yaml.ConfigNode;
import io.ats.experiments.yaml.ConfigWriter;
import io.ats.experiments.yaml.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a search chose: {@code tuned.yaml}, a suite with every option of every row, for the seeds
 * that the search did not use.
 *
 * @param best the best configuration of each row
 * @param spent what each row's tuning took
 */
public record TunedSuite(List<Score> best, Map<TunedRow, Spent> spent) {

  /** Copies the collections. */
  public TunedSuite {
    best = List.copyOf(best);
    spent = Map.copyOf(spent);
  }

  /** Returns the rows of which every configuration failed. */
  public List<String> failed() {
    return best.stream()
        .filter(score -> !score.known())
        .map(score -> score.configuration().row().label())
        .toList();
  }

  /** Returns for each row what was chosen, in a line. */
  public List<String> lines() {
    return best.stream()
        .map(
            score ->
                score.known()
                    ? "%s: %s (validation accuracy %.1f %%)"
                        .formatted(
                            score.configuration().row().label(),
                            score.configuration().values().isEmpty()
                                ? "nothing to search"
                                : score.configuration().text(),
                            100 * score.accuracy())
                    : score.configuration().row().label() + ": every configuration failed")
        .toList();
  }

  /** Returns what the tuning of a row took, for people; rows of which nothing is searched aside. */
  public String cost() {
    return best.stream()
        .map(score -> score.configuration())
        .filter(configuration -> !configuration.values().isEmpty())
        .map(configuration -> spent.get(configuration.row()).text())
        .distinct()
        .collect(Collectors.joining(", or of "));
  }

  /**
   * Returns the file's text; without rows of which every configuration failed.
   *
   * @param about what is said of the tuning; a report's page says it with what the suite shows
   * @param head lines of a comment
   */
  public String yaml(SuiteConfig suite, String preset, String about, List<String> head) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("suite", ConfigWriter.scalar(suite.name()));
    entries.put("about", ConfigWriter.scalar((suite.about() + " " + about).strip()));
    entries.put("source", ConfigWriter.scalar(suite.source()));
    entries.put("preset", ConfigWriter.scalar(preset + "-tuned"));
    List<Score> known = best.stream().filter(Score::known).toList();
    List<List<Long>> seeds =
        known.stream().map(score -> score.configuration().row().seeds()).distinct().toList();
    boolean same = seeds.size() == 1;
    List<ConfigNode> rows = known.stream().map(score -> row(score, same)).toList();
    entries.put("rows", new ConfigNode.Sequence(rows, ConfigNode.DEFAULT));
    if (same) { // of a run that is stopped early every row has the first seeds
      entries.put("grid", grid(seeds.get(0)));
    }
    StringBuilder text = new StringBuilder();
    head.forEach(line -> text.append("# ").append(line).append('\n'));
    return text + ConfigWriter.yaml(new ConfigNode.Mapping(entries, ConfigNode.DEFAULT));
  }

  private ConfigNode row(Score score, boolean sameSeeds) {
    TunedRow row = score.configuration().row();
    Map<String, ConfigNode> entries = new LinkedHashMap<>();
    entries.put("label", ConfigWriter.scalar(row.variant()));
    if (!score.configuration().values().isEmpty()) {
      entries.put(SuiteRow.TUNING, ConfigWriter.scalar(spent.get(row).trials()));
    }
    entries.putAll(row.with(score.configuration().values()).without("seed").entries());
    if (!sameSeeds) {
      entries.put("grid", grid(row.seeds()));
    }
    return new ConfigNode.Mapping(entries, ConfigNode.DEFAULT);
  }

  private static ConfigNode grid(List<Long> seeds) {
    List<ConfigNode> values = seeds.stream().map(seed -> ConfigWriter.scalar(seed)).toList();
    return Trees.at("seed", new ConfigNode.Sequence(values, ConfigNode.DEFAULT));
  }
}
