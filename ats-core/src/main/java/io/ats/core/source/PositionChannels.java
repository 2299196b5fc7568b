package io.ats.core.source;

import io.ats.core.ImageSpec;
import io.ats.core.PatchSource;
import io.ats.core.Views;
import io.ats.core.data.InputTransform;

/** Adds two channels with each pixel's position to views and patches ({@link PositionedSource}). */
public final class PositionChannels implements InputTransform {

  @Override
  public ImageSpec image(ImageSpec image) {
    return new ImageSpec(
        image.channels() + PositionedSource.CHANNELS,
        image.height(),
        image.width(),
        image.viewHeight(),
        image.viewWidth());
  }

  @Override
  public Views apply(Views views) {
    return views.with(PositionedSource.with(views), positioned(views.source()));
  }

  @Override
  public boolean keepsUnitRange() {
    return true;
  }

  /** Returns the source with positions; they follow patches that an augmentation moves. */
  private static PatchSource positioned(PatchSource source) {
    return source instanceof MovingSource moving
        ? moving.over(positioned(moving.source()))
        : new PositionedSource(source);
  }
}
