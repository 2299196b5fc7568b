package io.ats.core.plugin;

/** Options of a selector of so many square patches; records implement it by their components. */
public interface SquarePatches {

  /** Returns {@code K}, the patches selected an image. */
  int patches();

  /** Returns the side of a patch, pixels of the full image. */
  int patchSize();
}
