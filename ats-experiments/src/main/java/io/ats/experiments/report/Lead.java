package io.ats.experiments.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a report begins with.
 *
 * @param lines for each family that is compared which variant leads, by how much and at what cost;
 *     and how sure that is, unless it is the same of all
 * @param sure how sure all of them are; empty if it is said in the lines
 */
public record Lead(List<String> lines, String sure) {

  /** Copies the lines. */
  public Lead {
    lines = List.copyOf(lines);
  }

  /** Compares the variants of each family. */
  public static Lead of(List<Family> families) {
    List<Family> compared = new ArrayList<>();
    List<Ranking> rankings = new ArrayList<>();
    Set<String> sure = new LinkedHashSet<>();
    for (Family family : families) {
      Ranking ranking = Ranking.of(family);
      if (!ranking.text().isEmpty()) {
        compared.add(family);
        rankings.add(ranking);
        sure.add(ranking.sure());
      }
    }
    if (compared.isEmpty()
        && families.size() > 1
        && families.stream().allMatch(family -> family.rows().size() == 1)) {
      return new Lead(
          List.of("No variant is called best: each is alone on its task and images."), "");
    }
    boolean one = sure.size() == 1;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < compared.size(); i++) {
      String title = compared.get(i).title();
      String text = rankings.get(i).text() + (one ? "" : " " + rankings.get(i).sure());
      lines.add((title.isEmpty() ? "" : title + ": ") + text.strip());
    }
    return new Lead(lines, one ? sure.iterator().next() : "");
  }

  /** Returns all in one paragraph. */
  public String text() {
    return (String.join(" ", lines) + " " + sure).strip();
  }
}
