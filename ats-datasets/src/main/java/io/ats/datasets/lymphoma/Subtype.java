package io.ats.datasets.lymphoma;

import io.ats.datasets.tissue.Nucleus;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;

/**
 * The three lymphomas, with the nuclei that tell them apart in generated images. Outlines are
 * alike, so that these differ from near only.
 */
enum Subtype {
  /** Chronic lymphocytic leukaemia: with one large nucleolus. */
  CLL(nucleus(0, 0, 0, 1, 0.2)),
  /** Follicular lymphoma: cleft. */
  FL(nucleus(0.11, 0, 0, 0, 0)),
  /** Mantle cell lymphoma: finely speckled. */
  MCL(nucleus(0, 22, 0.09, 0, 0));

  /** The small lymphocytes that all images are full of: round, dark, with coarse clumps. */
  static final Nucleus COMMON =
      new Nucleus(0.78, 0.74, 0.05, 0, new Color(0x6A56A0), 8, 0.17, 0, 0);

  private final Nucleus nucleus;

  Subtype(Nucleus nucleus) {
    this.nucleus = nucleus;
  }

  private static Nucleus nucleus(
      double crease, int clumps, double clump, int nucleoli, double nucleolus) {
    Color body = new Color(0x9C8CC8);
    return new Nucleus(0.86, 0.78, 0.08, crease, body, clumps, clump, nucleoli, nucleolus);
  }

  /** Returns how its nuclei look. */
  Nucleus nucleus() {
    return nucleus;
  }

  /** Returns the names, which are those of the published folders. */
  static List<String> names() {
    return Arrays.stream(values()).map(Subtype::name).toList();
  }
}
