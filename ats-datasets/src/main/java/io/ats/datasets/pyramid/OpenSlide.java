package io.ats.datasets.pyramid;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The library OpenSlide, which reads the files of slide scanners, where it is installed. */
public final class OpenSlide {

  /** Its functions, under their own names. */
  interface Functions extends Library {
    String openslide_get_version();

    String openslide_detect_vendor(String file);

    Pointer openslide_open(String file);

    void openslide_close(Pointer slide);

    String openslide_get_error(Pointer slide);

    int openslide_get_level_count(Pointer slide);

    void openslide_get_level_dimensions(
        Pointer slide, int level, LongByReference width, LongByReference height);

    double openslide_get_level_downsample(Pointer slide, int level);

    String openslide_get_property_value(Pointer slide, String name);

    void openslide_read_region(
        Pointer slide, int[] target, long x, long y, int level, long width, long height);
  }

  private static final List<String> NAMES =
      List.of("openslide", "libopenslide.so.1", "libopenslide.so.0");

  /** Loaded when it is first needed. */
  private static final class Loaded {
    static final Optional<Functions> FUNCTIONS = load(NAMES);
  }

  private OpenSlide() {}

  /** Returns the library's version, empty if it is not installed. */
  public static Optional<String> version() {
    return Loaded.FUNCTIONS.map(Functions::openslide_get_version);
  }

  /** Returns the functions, empty without the library. */
  static Optional<Functions> functions() {
    return Loaded.FUNCTIONS;
  }

  /** Returns the functions of the first library of these names that is there. */
  static Optional<Functions> load(List<String> names) {
    for (String name : names) {
      try {
        return Optional.of(
            Native.load(name, Functions.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
      } catch (UnsatisfiedLinkError e) {
        continue; // The next name; without any, whoever needs the library says what to do.
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the functions.
   *
   * @param found what the library is needed for, such as {@code a slide of a Hamamatsu scanner}
   * @throws IOException if the library is not installed, saying how to install it
   */
  static Functions required(Optional<Functions> functions, String found) throws IOException {
    return functions.orElseThrow(() -> new MissingException(found));
  }

  /** Thrown where the library is needed and not installed. */
  static final class MissingException extends IOException {
    MissingException(String found) {
      super(found + ", for which the library OpenSlide is missing");
    }
  }
}
