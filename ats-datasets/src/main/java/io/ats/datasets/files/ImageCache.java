package io.ats.datasets.files;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads image files, resized to one size, and keeps those last used within a bound of memory. */
public final class ImageCache {

  private final Resizing resizing;
  private final int height;
  private final int width;
  private final int most;
  private final Map<Path, ImageFile> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Creates an empty cache.
   *
   * @param resizing how images of other sizes are resized
   * @param height of the images, pixels
   * @param width of the images, pixels
   * @param megabytes the bound, in units of 10⁶ bytes, of which at most half of Java's memory is
   *     used; 0 keeps nothing
   */
  public ImageCache(Resizing resizing, int height, int width, int megabytes) {
    this.resizing = resizing;
    this.height = height;
    this.width = width;
    long bytes = Math.min(megabytes * 1_000_000L, Runtime.getRuntime().maxMemory() / 2);
    this.most = (int) Math.min(Integer.MAX_VALUE, bytes / (3L * height * width));
  }

  /**
   * Returns an image, reading the file unless it is kept.
   *
   * @throws java.io.UncheckedIOException if the file is missing or damaged, naming it
   */
  public ImageFile get(Path file) {
    ImageFile known = known(file);
    if (known != null) {
      return known;
    }
    ImageFile read = ImageFile.read(file, resizing, height, width); // several at a time
    keep(file, read);
    return read;
  }

  private synchronized ImageFile known(Path file) {
    return kept.get(file);
  }

  private synchronized void keep(Path file, ImageFile image) {
    kept.put(file, image);
    if (kept.size() > most) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  /** Returns how many images are kept. */
  synchronized int size() {
    return kept.size();
  }
}
