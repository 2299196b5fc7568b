package io.ats.experiments.train;

import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import java.util.stream.IntStream;

/** The patches that an image has, on the host: a small one may have fewer than the others. */
public final class PresentPatches {

  private static final int CORNERS = 4;

  private PresentPatches() {}

  /** Returns which of a selection's patches row {@code b} has. */
  public static int[] of(Selection selection, int b) {
    return selection
        .part(Part.PRESENT)
        .map(
            present -> {
              float[] there = present.get(b).toFloatArray();
              return IntStream.range(0, there.length).filter(k -> there[k] > 0).toArray();
            })
        .orElseGet(() -> IntStream.range(0, selection.count()).toArray());
  }

  /** Returns the regions of the patches that row {@code b} has, four numbers each. */
  public static float[] regions(Selection selection, int b) {
    float[] all = selection.regions().get(b).toFloatArray();
    int[] present = of(selection, b);
    float[] own = new float[CORNERS * present.length];
    for (int i = 0; i < present.length; i++) {
      System.arraycopy(all, CORNERS * present[i], own, CORNERS * i, CORNERS);
    }
    return own;
  }
}
