package io.ats.core.source;

import io.ats.core.PatchSource;

/** A source that wraps another, with the same number and sizes of images. */
public interface ForwardingSource extends PatchSource {

  /** Returns the wrapped source. */
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

  @Override
  default int height(int b) {
    return source().height(b);
  }

  @Override
  default int width(int b) {
    return source().width(b);
  }
}
