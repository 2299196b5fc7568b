package io.ats.core.plugin;

import io.ats.core.ImageSpec;

/** Makes selectors whose options say how many square patches they select, and how large. */
public interface SquarePatchFactory<O extends Record & SquarePatches> extends SelectorFactory<O> {

  @Override
  default int[] patchSize(O options, ImageSpec image) {
    return new int[] {options.patchSize(), options.patchSize()};
  }

  @Override
  default int patches(O options, ImageSpec image) {
    return options.patches();
  }
}
