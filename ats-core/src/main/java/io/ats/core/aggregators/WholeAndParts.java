package io.ats.core.aggregators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Aggregator;
import io.ats.core.Pass;
import io.ats.core.PatchHead;
import io.ats.core.Selection;
import io.ats.core.Selection.Part;
import java.util.Optional;

/**
 * Joins the whole image's features {@code g}, {@link Part#WHOLE}, to those of the first {@code K}
 * patches: {@code f_1 ⊕ … ⊕ f_K ⊕ g}, the input of NTS-Net's scrutinizer (Yang et al., ECCV 2018,
 * section 3.4), or {@code g + (1/K) Σ_k f_k} (Cordonnier et al., CVPR 2021, section 5.3). A linear
 * layer classifies {@code g}, another each of all patches, in training only.
 */
final class WholeAndParts extends AbstractBlock implements Aggregator {

  private final WholeAndPartsOptions options;
  private final Linear whole;
  private final Linear part;

  WholeAndParts(WholeAndPartsOptions options, int classes) {
    this.options = options;
    whole = addChildBlock("whole", Linear.builder().setUnits(classes).build());
    part = addChildBlock("part", Linear.builder().setUnits(classes).build());
  }

  @Override
  public boolean needsWhole() {
    return true;
  }

  @Override
  public int first() {
    return options.parts();
  }

  @Override
  public Optional<PatchHead> patchHead() {
    return Optional.of(new PatchHead(part, PatchHead.Loss.BESIDE));
  }

  @Override
  public NDArray aggregate(NDArray features, Selection selection, Pass pass) {
    ByPosition.requireCount("whole-and-parts", features, inputShapes[0]);
    NDArray all = RelativeWeights.apply(features, selection);
    NDList inputs = new NDList(all, selection.part(Part.WHOLE).orElseThrow());
    return forward(pass.parameters(), inputs, pass.training()).singletonOrThrow();
  }

  @Override
  public Optional<NDArray> wholeLogits(Selection selection, Pass pass) {
    NDList seen = new NDList(selection.part(Part.WHOLE).orElseThrow());
    return Optional.of(whole.forward(pass.parameters(), seen, pass.training()).singletonOrThrow());
  }

  /** Takes the features {@code (B,K,F)} and the whole image's {@code (B,F)}. */
  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray features = inputs.get(0);
    NDArray global = inputs.get(1);
    long joined = joined(features.getShape().get(1));
    NDArray first = features.get(new NDIndex(":, :{}", joined));
    return new NDList(
        switch (options.form()) {
          case CONCAT -> first.reshape(first.getShape().get(0), -1).concat(global, 1);
          case MEAN -> first.mean(new int[] {1}).add(global);
        });
  }

  private long joined(long patches) {
    return options.parts() == 0 ? patches : options.parts();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape one = new Shape(inputShapes[0].get(0), inputShapes[0].get(2)); // (B,F)
    whole.initialize(manager, dataType, one);
    part.initialize(manager, dataType, one);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape features = inputShapes[0];
    long vectors =
        switch (options.form()) {
          case CONCAT -> 1 + joined(features.get(1));
          case MEAN -> 1;
        };
    return new Shape[] {new Shape(features.get(0), vectors * features.get(2))};
  }
}
