package io.ats.datasets.folder;

import io.ats.core.source.Scene;
import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.ColourBitmapScene;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Whole images in memory; those last used are kept within a bound of bytes, their views too. */
final class Bitmaps {

  private final Function<Path, ColourBitmap> decoder;
  private final long most;
  private final Map<Path, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  Bitmaps(Function<Path, ColourBitmap> decoder, long most) {
    this.decoder = decoder;
    this.most = most;
  }

  /** Returns an image, decoding the file unless it is kept; several are decoded at a time. */
  Scene get(Path file) {
    Scene known = known(file);
    return known != null ? known : keep(file, decoder.apply(file));
  }

  /** Keeps an image that is decoded, unless another thread was faster; returns what is kept. */
  synchronized Scene keep(Path file, ColourBitmap bitmap) {
    Kept scene = kept.computeIfAbsent(file, any -> new Kept(file, new ColourBitmapScene(bitmap)));
    count(scene);
    return scene;
  }

  /** Returns the bytes of all that is kept. */
  synchronized long bytes() {
    return bytes;
  }

  private synchronized Scene known(Path file) {
    return kept.get(file);
  }

  /** Counts an image again, for it may have more views, and forgets the oldest beyond the bound. */
  private synchronized void count(Kept scene) {
    if (kept.get(scene.file) != scene) {
      return; // It is used, but not kept any more.
    }
    bytes -= scene.counted;
    scene.counted = scene.bitmap.bytes();
    bytes += scene.counted;
    Iterator<Kept> oldest = kept.values().iterator();
    while (bytes > most && oldest.hasNext()) {
      bytes -= oldest.next().counted;
      oldest.remove();
    }
  }

  private final class Kept implements Scene {
    private final Path file;
    private final ColourBitmapScene bitmap;
    private long counted;

    Kept(Path file, ColourBitmapScene bitmap) {
      this.file = file;
      this.bitmap = bitmap;
    }

    @Override
    public int channels() {
      return bitmap.channels();
    }

    @Override
    public int height() {
      return bitmap.height();
    }

    @Override
    public int width() {
      return bitmap.width();
    }

    @Override
    public void render(int row, int column, int height, int width, float[] target, int offset) {
      bitmap.render(row, column, height, width, target, offset);
    }

    @Override
    public void renderView(int height, int width, float[] target, int offset) {
      bitmap.renderView(height, width, target, offset);
      count(this);
    }
  }
}
