package io.ats.saccade.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records what is read of another source. */
record SpySource(PatchSource source, List<Read> reads) implements PatchSource {

  /** One call of {@link PatchSource#crop}. */
  record Read(List<Long> origins, int height, int width, Border border) {}

  SpySource(PatchSource source) {
    this(source, new ArrayList<>());
  }

  @Override
  public int batch() {
    return source.batch();
  }

  @Override
  public int channels() {
    return source.channels();
  }

  @Override
  public int height() {
    return source.height();
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public NDArray crop(NDArray origins, int height, int width, Border border) {
    List<Long> at = Arrays.stream(origins.toLongArray()).boxed().toList();
    reads.add(new Read(at, height, width, border));
    return source.crop(origins, height, width, border);
  }

  @Override
  public NDArray sample(NDArray regions, int height, int width) {
    throw new AssertionError("Only tiles may be read");
  }

  @Override
  public NDArray view(NDManager manager, int height, int width) {
    throw new AssertionError("Only tiles may be read");
  }
}
