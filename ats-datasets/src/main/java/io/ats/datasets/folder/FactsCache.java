package io.ats.datasets.folder;

import io.ats.datasets.input.Csv;
import io.ats.datasets.scene.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What earlier reads of a folder's files told, kept on disk. It holds as long as a file has the
 * same size and time of change. Files with a problem are read again.
 */
final class FactsCache {

  private static final String KIND = "facts-1/";
  private static final int CELLS = 8;

  private final Path kept;
  private final Map<String, FileFacts> known = new ConcurrentHashMap<>();
  private final Map<String, FileFacts> used = new ConcurrentHashMap<>();

  private FactsCache(Path kept) {
    this.kept = kept;
  }

  /**
   * Reads what is kept of a folder, nothing if that cannot be.
   *
   * @param cacheFolder of all that is kept
   */
  static FactsCache of(Path cacheFolder, Path folder) {
    FactsCache cache = new FactsCache(cacheFolder.resolve(KIND + sum(folder.toString()) + ".csv"));
    cache.load();
    return cache;
  }

  private static String sum(String text) {
    return Fingerprint.sha256(digest -> Fingerprint.add(digest, text));
  }

  /** The first line is the checksum of the others. */
  private void load() {
    try {
      String[] parts = Files.readString(kept).split("\n", 2);
      String text = parts[parts.length - 1];
      if (!parts[0].equals(sum(text))) {
        return;
      }
      for (Csv.Row row : Csv.parse(kept.toString(), text)) {
        List<String> cells = row.cells();
        if (cells.size() == CELLS) {
          known.put(
              cells.get(0) + "\n" + cells.get(1),
              new FileFacts(
                  Integer.parseInt(cells.get(2)),
                  Integer.parseInt(cells.get(3)),
                  Long.parseLong(cells.get(4)),
                  cells.get(5),
                  Double.parseDouble(cells.get(6)),
                  cells.get(7),
                  ""));
        }
      }
    } catch (IOException | NumberFormatException e) {
      known.clear(); // Then all files are read again.
    }
  }

  /** Reads a file. */
  interface Reader {
    FileFacts read(Path file) throws IOException;
  }

  /** Returns what is known of a file, reading it if it is new or has changed. */
  FileFacts get(Path file, Reader reader) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    String key = file + "\n" + now.lastModifiedTime();
    FileFacts before = known.get(key);
    FileFacts facts = before != null && before.bytes() == now.size() ? before : reader.read(file);
    if (facts.good()) {
      used.put(key, facts);
    }
    return facts;
  }

  /** Keeps what was used, if any of it is new. */
  void save() {
    if (known.entrySet().containsAll(used.entrySet())) {
      return;
    }
    String text =
        new TreeMap<>(used)
            .entrySet().stream()
                .map(entry -> line(entry.getKey().split("\n", 2), entry.getValue()))
                .collect(Collectors.joining());
    Path part = kept.resolveSibling(kept.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(kept.getParent());
      Files.writeString(part, sum(text) + "\n" + text);
      Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      part.toFile().delete(); // They are read again next time.
    }
  }

  private static String line(String[] key, FileFacts facts) {
    return Csv.line(
        List.of(
            key[0],
            key[1],
            Integer.toString(facts.height()),
            Integer.toString(facts.width()),
            Long.toString(facts.bytes()),
            facts.sha256(),
            Double.toString(facts.microns()),
            facts.format()));
  }
}
