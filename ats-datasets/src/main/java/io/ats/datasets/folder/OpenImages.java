package io.ats.datasets.folder;

import io.ats.datasets.pyramid.RegionImage;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Files that are read by region; those last used stay open, up to a number, and no more. */
final class OpenImages implements AutoCloseable {

  private final Function<Path, RegionImage> opener;
  private int most;
  private final Map<Path, Held> open = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Held {
    private RegionImage image;
    private int users;
  }

  OpenImages(Function<Path, RegionImage> opener, int most) {
    this.opener = opener;
    this.most = most;
  }

  /** Uses an image, opening it unless it is open; it is not closed meanwhile. */
  <T> T use(Path file, Function<RegionImage, T> use) {
    Held held = hold(file);
    try {
      return use.apply(image(file, held));
    } finally {
      release(file, held);
    }
  }

  private synchronized Held hold(Path file) {
    Held held = open.computeIfAbsent(file, any -> new Held());
    held.users++;
    return held;
  }

  /** Opens an image once, however many ask; others are opened at the same time. */
  private RegionImage image(Path file, Held held) {
    synchronized (held) {
      if (held.image == null) {
        held.image = opener.apply(file);
      }
      return held.image;
    }
  }

  private synchronized void release(Path file, Held held) {
    held.users--;
    if (held.users == 0 && held.image == null) {
      open.remove(file); // It could not be opened.
    }
    closeOldest();
  }

  private void closeOldest() {
    Iterator<Held> oldest = open.values().iterator();
    while (open.size() > most && oldest.hasNext()) {
      Held next = oldest.next();
      if (next.users == 0) {
        oldest.remove();
        next.image.close();
      }
    }
  }

  /** Closes what is open; what is in use, when it no longer is. */
  @Override
  public synchronized void close() {
    most = 0;
    closeOldest();
  }
}
