package io.ats.experiments.stripes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchSize;
import io.ats.core.options.Option;
import io.ats.core.plugin.About;
import io.ats.core.plugin.Scorer;
import io.ats.core.plugin.ScorerSpec;

/** Scorer {@code middle}: knows where to look. */
@About(summary = "The middle of a grid scores highest.", paper = "ours")
record MiddleScorer(@Option(value = "cells a side, odd", min = 1) int cells) implements ScorerSpec {

  static final MiddleScorer DEFAULTS = new MiddleScorer(3);

  @Override
  public Scorer create() {
    return new Fixed(cells);
  }

  private static final class Fixed extends AbstractBlock implements Scorer {

    private final int cells;

    Fixed(int cells) {
      this.cells = cells;
    }

    @Override
    public PatchGrid grid(ImageSpec image, PatchSize size, Border border) {
      return PatchGrid.evenly(image, cells, cells, size.height(), size.width());
    }

    @Override
    public NDArray score(Views views, Pass pass) {
      return forward(pass.parameters(), new NDList(views.low()), pass.training())
          .singletonOrThrow();
    }

    @Override
    protected NDList forwardInternal(
        ParameterStore parameters,
        NDList inputs,
        boolean training,
        PairList<String, Object> arguments) {
      long batch = inputs.get(0).getShape().get(0);
      int middle = cells * cells / 2;
      NDArray places = inputs.getManager().arange(0f, cells * cells, 1f); // (D)
      return new NDList(places.sub(middle).abs().neg().expandDims(0).repeat(0, batch)); // (B,D)
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
      return new Shape[] {new Shape(inputShapes[0].get(0), (long) cells * cells)};
    }
  }
}
