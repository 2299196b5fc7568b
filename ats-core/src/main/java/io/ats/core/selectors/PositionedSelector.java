package io.ats.core.selectors;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ats.core.Aggregator;
import io.ats.core.ImageSpec;
import io.ats.core.Pass;
import io.ats.core.PatchSelector;
import io.ats.core.Selection;
import io.ats.core.SelectorBlock;
import io.ats.core.Views;
import io.ats.core.source.PositionedSource;

/**
 * Any selector, of images with two more channels that hold each pixel's position: its view and its
 * patches have them both.
 */
public final class PositionedSelector extends SelectorBlock {

  private final PatchSelector selector;

  /**
   * Wraps a selector.
   *
   * @param selector made for images of {@link #image}, not yet initialised
   */
  public PositionedSelector(PatchSelector selector) {
    this.selector = addChildBlock("positioned", selector);
  }

  /** Returns the sizes of images with the two channels. */
  public static ImageSpec image(ImageSpec image) {
    return new ImageSpec(
        image.channels() + PositionedSource.CHANNELS,
        image.height(),
        image.width(),
        image.viewHeight(),
        image.viewWidth());
  }

  /**
   * {@inheritDoc}
   *
   * @param views without the two channels
   */
  @Override
  public Selection select(Views views, Pass pass) {
    return selector.select(positioned(views), pass);
  }

  /**
   * {@inheritDoc}
   *
   * @param views without the two channels
   */
  @Override
  public void beforeTraining(Views views, Pass pass) {
    selector.beforeTraining(positioned(views), pass);
  }

  private static Views positioned(Views views) {
    return new Views(PositionedSource.with(views.low()), new PositionedSource(views.source()));
  }

  @Override
  public int contextSize() {
    return selector.contextSize();
  }

  @Override
  public int featureSize() {
    return selector.featureSize();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
    selector.initialize(manager, dataType, inputShapes);
  }

  @Override
  public void requireAggregator(Aggregator aggregator) {
    selector.requireAggregator(aggregator);
  }
}
