package io.ats.core.source;

import io.ats.core.PatchSource;

/** A source that cuts whole-pixel patches elsewhere than it is asked to, as an augmentation. */
public interface MovingSource extends ForwardingSource {

  /** Returns a source that moves the patches of another source in the same way. */
  PatchSource over(PatchSource other);
}
