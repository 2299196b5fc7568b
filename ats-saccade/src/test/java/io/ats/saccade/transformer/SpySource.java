package io.ats.saccade.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ats.core.Border;
import io.ats.core.PatchSource;
import io.ats.core.source.ForwardingSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records what is read of another source. */
record SpySource(PatchSource source, List<Read> reads) implements ForwardingSource {

  /** One call of {@link PatchSource#crop}. */
  record Read(List<Long> origins, int height, int width, Border border) {}

  SpySource(PatchSource source) {
    this(source, new ArrayList<>());
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
