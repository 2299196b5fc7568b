package io.ats.datasets.marines;

import java.util.List;

/**
 * What one image shows.
 *
 * @param ground index of the ground
 * @param units in the order in which they are drawn, from top to bottom
 * @param effects over the units, in the order in which they are drawn
 */
record Battle(int ground, List<Unit> units, List<Effect> effects) {

  /**
   * A soldier or creature.
   *
   * @param kind what it is
   * @param heading the direction that it faces, of {@link BattleArt#HEADINGS}: 0 is up, then
   *     clockwise
   * @param row of its centre, pixels
   * @param column of its centre, pixels
   */
  record Unit(UnitKind kind, int heading, int row, int column) {}

  /**
   * A blast, glow or cloud of smoke.
   *
   * @param kind what it is
   * @param variant index of its drawing
   * @param row of its centre, pixels
   * @param column of its centre, pixels
   */
  record Effect(EffectKind kind, int variant, int row, int column) {}

  /** Returns the marines. */
  List<Unit> marines() {
    return units.stream().filter(unit -> unit.kind() == UnitKind.MARINE).toList();
  }

  /** Returns the class: how many marines there are. */
  int label() {
    return marines().size();
  }
}
