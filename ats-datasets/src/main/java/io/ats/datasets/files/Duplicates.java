package io.ats.datasets.files;

import io.ats.core.data.Split;
import io.ats.core.options.Options;
import io.ats.datasets.input.InputFile;
import io.ats.datasets.scene.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds images with the same bytes that have different labels or lie in different splits. */
final class Duplicates {

  private record Seen(Split split, LabelledFile image) {}

  private final Map<Long, List<Seen>> bySize = new HashMap<>();
  private final Map<String, Seen> byContent = new HashMap<>();

  /**
   * Adds an image; only those of equal size are read.
   *
   * @throws UncheckedIOException if the same image was added with another label or split, or cannot
   *     be read
   */
  void add(Split split, LabelledFile image) {
    Seen seen = new Seen(split, image);
    List<Seen> same = bySize.computeIfAbsent(size(image), any -> new ArrayList<>());
    same.add(seen);
    if (same.size() == 2) {
      check(same.get(0));
    }
    if (same.size() > 1) {
      check(seen);
    }
  }

  private static long size(LabelledFile image) {
    try {
      return Files.size(image.file());
    } catch (IOException e) {
      throw ImageDecoder.bad(image.file(), e);
    }
  }

  private void check(Seen seen) {
    String content = Fingerprint.sha256(digest -> Fingerprint.add(digest, seen.image.file()));
    Seen before = byContent.putIfAbsent(content, seen);
    if (before != null
        && (before.split != seen.split || before.image.label() != seen.image.label())) {
      String message =
          "%s: expected an image of its own, found the %s image %s (%s, label %d) here as a %s image (%s, label %d); remove one of the two"
              .formatted(
                  seen.image.file(),
                  Options.key(before.split),
                  before.image.file(),
                  before.image.annotation(),
                  before.image.label(),
                  Options.key(seen.split),
                  seen.image.annotation(),
                  seen.image.label());
      throw InputFile.bad(message);
    }
  }
}
