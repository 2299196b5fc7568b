package io.ats.datasets.adobe;

import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The image files anywhere in a folder, by their names without ending: JPEG, PNG and TIFF; raw
 * photographs (DNG) are passed over.
 *
 * @param folder the folder
 * @param files by name
 */
record PhotographFiles(Path folder, Map<String, Path> files) {

  private static final Pattern ENDING =
      Pattern.compile("\\.(jpg|jpeg|png|tif|tiff|dng)$", Pattern.CASE_INSENSITIVE);

  /** Returns a file's name without the ending of an image, if it has one. */
  static String stem(String name) {
    return ENDING.matcher(name).replaceFirst("");
  }

  /**
   * Finds the files.
   *
   * @throws UncheckedIOException if the folder cannot be read, or two images have the same name
   */
  static PhotographFiles in(Path folder) {
    Map<String, Path> files = new HashMap<>();
    for (Path file : walk(folder)) {
      String name = file.getFileName().toString();
      String stem = stem(name);
      if (stem.equals(name) || name.toLowerCase(Locale.ROOT).endsWith(".dng")) {
        continue;
      }
      Path before = files.putIfAbsent(stem, file);
      if (before != null) {
        throw InputFile.bad(
            file + ": expected one image of each photograph, found " + before + " too; keep one");
      }
    }
    return new PhotographFiles(folder, files);
  }

  private static List<Path> walk(Path folder) {
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw InputFile.bad(
          folder
              + ": expected a folder with the photographs, found "
              + InputFile.reason(e)
              + "; give that as path");
    }
  }

  /**
   * Returns the file of a photograph.
   *
   * @throws UncheckedIOException if there is none, naming the line of the table
   */
  Path of(SubjectTable.Entry entry) {
    Path file = files.get(entry.name());
    if (file == null) {
      throw InputFile.bad(
          "%s: expected an image %s.jpg, .png or .tif in %s or a folder in it, found none; put it there"
              .formatted(entry.place(), entry.name(), folder));
    }
    return file;
  }
}
