package io.ats.datasets.marines;

/** The two sides of a battle. */
enum Side {
  /** Soldiers with armour and guns, among them the marines. */
  TROOPS(0.25f, 0.55f, 1f),
  /** Creatures with claws and shells. */
  SWARM(1f, 0.25f, 0.15f);

  private final float[] colour;

  Side(float... colour) {
    this.colour = colour;
  }

  /** Returns red (0), green (1) or blue (2) of its units' dots on the minimap, in [0,1]. */
  float colour(int channel) {
    return colour[channel];
  }
}
