package io.ats.datasets.pyramid;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Decoded tiles of any number of images, the last used within a bound of memory; for several
 * threads at a time. A tile that several threads ask for at once is decoded by one of them.
 */
public final class TileCache {

  /** A tile of an open image. */
  record Key(Object image, int level, int row, int column) {}

  private static final int OVERHEAD = 200; // bytes of an entry beside its pixels, about

  private final long most;
  private final Map<Key, CompletableFuture<byte[]>> tiles = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /**
   * Creates an empty cache.
   *
   * @param megabytes the bound, in units of 10⁶ bytes, of which at most a quarter of Java's memory
   *     is used; 0 keeps nothing
   */
  public TileCache(int megabytes) {
    if (megabytes < 0) {
      throw new IllegalArgumentException("a cache needs at least 0 megabytes, got " + megabytes);
    }
    this.most = Math.min(megabytes * 1_000_000L, Runtime.getRuntime().maxMemory() / 4);
  }

  /** Returns the bytes of the tiles that are kept. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Returns a tile, never to be changed, decoding it unless it is kept or being decoded. */
  byte[] get(Key key, Supplier<byte[]> decode) {
    CompletableFuture<byte[]> mine = new CompletableFuture<>();
    CompletableFuture<byte[]> known = claim(key, mine);
    if (known != null) {
      return join(known);
    }
    try {
      byte[] tile = decode.get();
      keep(key, mine, tile);
      return tile;
    } catch (Throwable e) {
      drop(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static byte[] join(CompletableFuture<byte[]> tile) {
    try {
      return tile.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private synchronized CompletableFuture<byte[]> claim(Key key, CompletableFuture<byte[]> mine) {
    CompletableFuture<byte[]> known = tiles.get(key);
    if (known == null) {
      tiles.put(key, mine);
    }
    return known;
  }

  private synchronized void drop(Key key, CompletableFuture<byte[]> tile) {
    tiles.remove(key, tile);
  }

  /** Hands on a tile and counts it, at once: what is handed on can be forgotten at any time. */
  private synchronized void keep(Key key, CompletableFuture<byte[]> mine, byte[] tile) {
    mine.complete(tile);
    if (tiles.get(key) != mine) {
      return; // The image was closed.
    }
    bytes += tile.length + OVERHEAD;
    Iterator<CompletableFuture<byte[]>> eldest = tiles.values().iterator();
    while (bytes > most && eldest.hasNext()) {
      CompletableFuture<byte[]> old = eldest.next();
      if (old.isDone()) {
        bytes -= old.join().length + OVERHEAD;
        eldest.remove();
      }
    }
  }

  /** Forgets an image's tiles. */
  synchronized void forget(Object image) {
    Iterator<Map.Entry<Key, CompletableFuture<byte[]>>> all = tiles.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, CompletableFuture<byte[]>> entry = all.next();
      if (entry.getKey().image == image) {
        if (entry.getValue().isDone()) {
          bytes -= entry.getValue().join().length + OVERHEAD;
        }
        all.remove();
      }
    }
  }
}
