package io.ats.datasets.colon;

import io.ats.datasets.tissue.Nucleus;
import java.awt.Color;
import java.util.Locale;

/**
 * The four kinds of nuclei that are annotated; EPITHELIAL are the ones to be found. Those that line
 * rings have one outline and, from afar, one colour, so that they differ from near only.
 */
enum NucleusKind {
  /** With one large nucleolus. */
  EPITHELIAL(lining(0, 0, 0, 1, 0.18)),
  /** Like spindles. */
  FIBROBLAST(new Nucleus(0.98, 0.26, 0.06, 0, new Color(0x6C5098), 3, 0.1, 0, 0)),
  /** With clumps of chromatin. */
  INFLAMMATORY(lining(0, 14, 0.12, 0, 0)),
  /** Cleft. */
  OTHERS(lining(0.1, 0, 0, 0, 0));

  private final Nucleus nucleus;

  NucleusKind(Nucleus nucleus) {
    this.nucleus = nucleus;
  }

  private static Nucleus lining(
      double crease, int clumps, double clump, int nucleoli, double nucleolus) {
    Color body = new Color(0x8870B0);
    return new Nucleus(0.92, 0.7, 0.06, crease, body, clumps, clump, nucleoli, nucleolus);
  }

  /** Returns how it looks. */
  Nucleus nucleus() {
    return nucleus;
  }

  /** Returns what the published files of its detections end with. */
  String suffix() {
    return "_" + name().toLowerCase(Locale.ROOT) + ".mat";
  }
}
