package io.ats.datasets.pyramid;

import io.ats.datasets.tiff.TiffDirectory;
import io.ats.datasets.tiff.TiffFile;
import io.ats.datasets.tiff.TiffTag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells files that look like plain JPEGs or TIFFs, and are slides that only OpenSlide reads. */
final class SlideKind {

  private static final Map<String, String> BY_NAME =
      Map.of(
          ".mrxs", "a slide of a MIRAX scanner",
          ".vms", "a slide of a Hamamatsu scanner",
          ".vmu", "a slide of a Hamamatsu scanner");

  private SlideKind() {}

  /** Returns the kind of a slide whose files are told by their names, else empty. */
  static Optional<String> of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = Math.max(0, name.lastIndexOf('.'));
    return Optional.ofNullable(BY_NAME.get(name.substring(dot)));
  }

  /** Returns the kind of a slide in a TIFF whose tiles lie otherwise than in others, else empty. */
  static Optional<String> of(TiffFile tiff) throws IOException {
    TiffDirectory first = tiff.directories().get(0);
    String description = first.text(TiffTag.DESCRIPTION);
    if (first.has(TiffTag.HAMAMATSU)) {
      return Optional.of("a slide of a Hamamatsu scanner");
    }
    if (description.contains("<scn")) {
      return Optional.of("a slide of a Leica scanner");
    }
    if (first.text(TiffTag.SOFTWARE).startsWith("Philips")) {
      return Optional.of("a slide of a Philips scanner");
    }
    for (TiffDirectory page : tiff.directories()) {
      if (page.text(TiffTag.METADATA).contains("<iScan")) {
        return Optional.of("a slide of a Ventana scanner");
      }
    }
    return Optional.empty();
  }
}
