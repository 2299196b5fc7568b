package io.ats.datasets.folder;

import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.pyramid.UnwritableCacheException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Reads every file once, in parallel; what it told is kept until the file changes. */
final class FileReader {

  private final ImageFolderOptions options;
  private final Path cacheFolder;
  private final boolean everyTile;

  FileReader(ImageFolderOptions options) {
    this(options, RegionOptions.DEFAULTS.cacheFolder(), false);
  }

  /**
   * Creates a reader.
   *
   * @param everyTile whether images are read to the last tile, also those that are read by region
   */
  FileReader(ImageFolderOptions options, Path cacheFolder, boolean everyTile) {
    this.options = options;
    this.cacheFolder = cacheFolder;
    this.everyTile = everyTile;
  }

  /** Returns what is known of the files, in their order. */
  List<IndexedFile> read(List<FolderFile> files) {
    return read(files, done -> {});
  }

  /**
   * Returns the same.
   *
   * @param progress told the number of files read so far, by any thread
   */
  List<IndexedFile> read(List<FolderFile> files, IntConsumer progress) {
    FactsCache cache = FactsCache.of(cacheFolder, Path.of(options.path()));
    IndexedFile[] read = new IndexedFile[files.size()];
    AtomicInteger done = new AtomicInteger();
    try (FolderImages images = new FolderImages(options, cacheFolder)) {
      each(
          read.length,
          i -> {
            FactsCache.Reader reader = file -> facts(file, images, cache);
            FileFacts facts = checked(files.get(i).file(), reader, options.micronsPerPixel());
            read[i] = new IndexedFile(files.get(i), facts);
            progress.accept(done.incrementAndGet());
          });
    }
    cache.save();
    return Arrays.asList(read);
  }

  /** Does the work for {@code 0..count−1}, by a thread for each processor. */
  private static void each(int count, IntConsumer work) {
    ForkJoinPool pool = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
    try {
      pool.submit(() -> IntStream.range(0, count).parallel().forEach(work)).join();
    } finally {
      pool.shutdown();
    }
  }

  private FileFacts facts(Path file, FolderImages images, FactsCache cache) throws IOException {
    if (!everyTile) {
      return cache.get(file, images::facts);
    }
    FileFacts facts = images.facts(file);
    images.readTiles(file, facts);
    return facts;
  }

  /**
   * Returns what reading a file tells, or its problem.
   *
   * @throws UnwritableCacheException if the cache folder cannot be written, no file's problem
   */
  static FileFacts checked(Path file, FactsCache.Reader reader, double microns) {
    try {
      String unusable = unusable(file);
      FileFacts facts = unusable.isEmpty() ? reader.read(file) : FileFacts.bad(0, unusable);
      return facts.good() && microns > 0 ? resolved(facts, microns) : facts;
    } catch (UnwritableCacheException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      return FileFacts.bad(0, reason(file, e));
    } catch (OutOfMemoryError e) {
      return FileFacts.bad(0, "not enough of Java's memory to decode it");
    } catch (OptionException e) {
      return FileFacts.bad(0, e.getMessage());
    } catch (RuntimeException e) { // of a decoder; an error of one file
      return FileFacts.bad(0, "damaged data (" + Printable.shown(e.toString()) + ")");
    }
  }

  private static FileFacts resolved(FileFacts facts, double microns) {
    if (facts.microns() == 0) {
      return FileFacts.bad(0, "it states no micrometres per pixel");
    }
    int[] sides = facts.sides(microns);
    return Math.max(sides[0], sides[1]) < Integer.MAX_VALUE
        ? facts
        : FileFacts.bad(0, "too many pixels at %s micrometres per pixel".formatted(microns));
  }

  private static String unusable(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return "a folder, not an image";
    }
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      return "a link that leads nowhere";
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return "no regular file";
    }
    return Files.size(file) == 0 ? "an empty file" : "";
  }

  /** Returns the reason without the file's name, which messages have before it. */
  private static String reason(Path file, Exception e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof UncheckedIOException && message.startsWith(file + ": ")
        ? message.substring(file.toString().length() + 2)
        : InputFile.reason(e);
  }
}
