package io.ats.core.nts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.MapEncoder;
import io.ats.core.Pass;
import io.ats.core.Views;
import io.ats.core.geometry.PatchGrid;
import io.ats.core.geometry.PatchOptions;
import io.ats.core.geometry.PatchSize;
import io.ats.core.geometry.PatchSizes;
import io.ats.core.geometry.Proposals;
import io.ats.core.geometry.ReceptiveField;
import io.ats.core.math.Joins;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * The navigator of NTS-Net (Yang et al., ECCV 2018, section 3.2): scores proposals of three scales
 * on the encoder's map {@code (B,E,mh,mw)} of the whole view. Three 3×3 convolutions with ReLU, the
 * second and third of stride 2, make maps of {@code mh × mw} cells, half and a quarter as many; 1×1
 * convolutions score each size at each cell. Scores are those of the fine level size by size, row
 * by row, then those of the middle and the coarse one.
 *
 * <p>The encoder learns nothing from the scores: no gradient flows to its map.
 */
public final class Navigator extends AbstractBlock implements Scorer {

  private final NavigatorOptions options;
  private final List<Block> down = new ArrayList<>();
  private final List<Block> squeeze = new ArrayList<>();
  private final List<Block> tidy = new ArrayList<>();

  /**
   * Creates a navigator, not yet initialised.
   *
   * @param reduction 0, or there is a {@link SqueezeExcitation} with that reduction behind each 3×3
   *     convolution
   */
  public Navigator(NavigatorOptions options, int reduction) {
    this.options = options;
    for (PatchSizes sizes : options.levels()) {
      int level = down.size();
      down.add(
          addChildBlock("down" + level, convolution(3, level == 0 ? 1 : 2, options.channels())));
      if (reduction > 0) {
        squeeze.add(
            addChildBlock("squeeze" + level, new SqueezeExcitation(options.channels(), reduction)));
      }
      tidy.add(addChildBlock("tidy" + level, convolution(1, 1, sizes.count())));
    }
  }

  private static Conv2d convolution(int kernel, int stride, int filters) {
    return Conv2d.builder()
        .setKernelShape(new Shape(kernel, kernel))
        .optStride(new Shape(stride, stride))
        .optPadding(new Shape(kernel / 2, kernel / 2))
        .setFilters(filters)
        .build();
  }

  /**
   * What is seen of the whole images.
   *
   * @param scores {@code (B,D)}
   * @param features {@code (B,F)}: the encoder's
   */
  public record Seen(NDArray scores, NDArray features) {}

  /** Looks at the whole images, by the pass's encoder. */
  public Seen see(Views views, Pass pass) {
    MapEncoder encoder = (MapEncoder) pass.encoder();
    NDArray map = encoder.map(views.low(), pass);
    NDArray scores =
        forward(pass.parameters(), new NDList(map.stopGradient()), pass.training())
            .singletonOrThrow();
    return new Seen(scores, encoder.features(map));
  }

  /**
   * Checks that the encoder's map has the cells of the proposals.
   *
   * @param map shape {@code (B,E,mh,mw)} of the view's map
   * @return the same
   * @throws OptionException if not; the message names both sizes
   */
  public Shape require(Shape map, Proposals proposals) {
    PatchGrid fine = proposals.grids().get(0);
    if (map.get(2) != fine.rows() || map.get(3) != fine.columns()) {
      throw new OptionException(
          "stride = %d: the view has %d×%d such cells, and the encoder's map of it %d×%d; set stride to how many pixels of the view a cell of the map stands for (resnet18 and resnet50: 32)"
              .formatted(options.stride(), fine.rows(), fine.columns(), map.get(2), map.get(3)));
    }
    return map;
  }

  @Override
  public NDArray score(Views views, Pass pass) {
    return see(views, pass).scores();
  }

  @Override
  public Proposals proposals(ImageSpec image, PatchOptions patch) {
    options.requireFit(image);
    List<PatchGrid> grids = new ArrayList<>();
    int stride = options.stride();
    int rows = (image.viewHeight() + stride - 1) / stride;
    int columns = (image.viewWidth() + stride - 1) / stride;
    for (PatchSizes sizes : options.levels()) {
      ReceptiveField field = ReceptiveField.IDENTITY.then(stride, stride, 0);
      for (PatchSize size : sizes.each()) {
        grids.add(PatchGrid.ofScores(image, field, rows, columns, size, patch.border()));
      }
      stride *= 2;
      rows = (rows + 1) / 2;
      columns = (columns + 1) / 2;
    }
    return new Proposals(grids, patch.patchSize().first());
  }

  /** Returns the cells of the fine level. */
  @Override
  public PatchGrid grid(ImageSpec image, PatchSize size, Border border) {
    return proposals(image, options.patch()).finest();
  }

  /** The encoder's map of a view depends on the padding beside it. */
  @Override
  public boolean takesPadding() {
    return false;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore parameters,
      NDList inputs,
      boolean training,
      PairList<String, Object> arguments) {
    NDArray map = inputs.singletonOrThrow();
    NDList scores = new NDList();
    for (int level = 0; level < down.size(); level++) {
      map = Activation.relu(apply(down.get(level), parameters, map, training));
      if (!squeeze.isEmpty()) {
        map = apply(squeeze.get(level), parameters, map, training);
      }
      NDArray own = apply(tidy.get(level), parameters, map, training); // (B,A,gh,gw)
      scores.add(own.reshape(own.getShape().get(0), -1));
    }
    return new NDList(Joins.concat(scores, 1));
  }

  private static NDArray apply(
      Block layer, ParameterStore parameters, NDArray input, boolean training) {
    return layer.forward(parameters, new NDList(input), training).singletonOrThrow();
  }

  /** Initialises with the shape of the encoder's map. */
  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    Shape map = inputShapes[0];
    for (int level = 0; level < down.size(); level++) {
      down.get(level).initialize(manager, dataType, map);
      map = down.get(level).getOutputShapes(new Shape[] {map})[0];
      if (!squeeze.isEmpty()) {
        squeeze.get(level).initialize(manager, dataType, map);
      }
      tidy.get(level).initialize(manager, dataType, map);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape map = inputShapes[0];
    long scores = 0;
    for (int level = 0; level < down.size(); level++) {
      map = down.get(level).getOutputShapes(new Shape[] {map})[0];
      scores += tidy.get(level).getOutputShapes(new Shape[] {map})[0].slice(1).size();
    }
    return new Shape[] {new Shape(inputShapes[0].get(0), scores)};
  }
}
