package io.ats.experiments.statistics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Groups of methods of which no two are told apart, as a critical-difference diagram joins them.
 */
public final class Cliques {

  private final boolean[][] apart;
  private final List<int[]> found = new ArrayList<>();

  private Cliques(boolean[][] apart) {
    this.apart = apart;
  }

  /**
   * Returns the groups of at least two that are part of no larger one, each ascending, in the order
   * of their first members (Bron &amp; Kerbosch 1973).
   *
   * @param apart {@code (k,k)}, symmetric: whether two are told apart
   */
  public static List<int[]> of(boolean[][] apart) {
    Cliques cliques = new Cliques(apart);
    BitSet all = new BitSet();
    all.set(0, apart.length);
    cliques.extend(new BitSet(), all, new BitSet());
    cliques.found.sort(
        Comparator.<int[]>comparingInt(group -> group[0]).thenComparingInt(group -> group[1]));
    return List.copyOf(cliques.found);
  }

  /**
   * Extends a group.
   *
   * @param group members so far
   * @param candidates those alike to all members
   * @param tried likewise, but every group with them is found already
   */
  private void extend(BitSet group, BitSet candidates, BitSet tried) {
    if (candidates.isEmpty()) {
      if (tried.isEmpty() && group.cardinality() > 1) {
        found.add(group.stream().toArray());
      }
      return;
    }
    // A group that cannot be extended holds this one or one that is told apart from it.
    int pivot = candidates.nextSetBit(0);
    BitSet next = (BitSet) candidates.clone();
    next.andNot(alike(candidates, pivot));
    for (int method : next.stream().toArray()) {
      BitSet larger = (BitSet) group.clone();
      larger.set(method);
      extend(larger, alike(candidates, method), alike(tried, method));
      candidates.clear(method);
      tried.set(method);
    }
  }

  private BitSet alike(BitSet from, int to) {
    BitSet alike = new BitSet();
    from.stream().filter(other -> other != to && !apart[to][other]).forEach(alike::set);
    return alike;
  }
}
