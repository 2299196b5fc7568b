package io.ats.core.source;

import io.ats.core.PatchSource;

/** A source made of another, with the same images' number and sizes. */
public interface ForwardingSource extends PatchSource {

  /** Returns the other source. */
  PatchSource source();

  @Override
  default int batch() {
    return source().batch();
  }

  @Override
  default int channels() {
    return source().channels();
  }

  @Override
  default int height() {
    return source().height();
  }

  @Override
  default int width() {
    return source().width();
  }
}
