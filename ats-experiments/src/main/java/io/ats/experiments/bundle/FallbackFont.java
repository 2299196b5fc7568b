package io.ats.experiments.bundle;

import io.ats.experiments.trial.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A font in Java's own folder, which Java takes where a machine has no fonts or no fontconfig: for
 * every family and style that Java knows.
 */
final class FallbackFont {

  private static final List<String> FAMILIES =
      List.of("dialog", "sansserif", "serif", "monospaced", "dialoginput");
  private static final List<String> STYLES = List.of("plain", "bold", "italic", "bolditalic");
  private static final long SECONDS = 60;

  private FallbackFont() {}

  /**
   * Adds this machine's usual font, if it has one.
   *
   * @param libraries Java's folder {@code lib}
   */
  static void add(Path libraries) throws IOException, InterruptedException {
    Path font = Path.of(find());
    if (!Files.isRegularFile(font)) {
      System.err.println(
          "ats: no font found here to put into the bundle; charts and pictures will need one where"
              + " it is used");
      return;
    }
    Path folder = Files.createDirectories(libraries.resolve("fonts"));
    Files.copy(font, folder.resolve("font.ttf"));
    StringBuilder names = new StringBuilder("version=1\nsequence.allfonts=latin-1\n");
    for (String family : FAMILIES) {
      for (String style : STYLES) {
        names.append("%s.%s.latin-1=font%n".formatted(family, style));
      }
    }
    names.append("filename.font=$JRE_LIB_FONTS/font.ttf\n");
    Files.writeString(libraries.resolve("fontconfig.properties"), names);
  }

  private static String find() throws IOException, InterruptedException {
    try {
      return Program.run(
              new ProcessBuilder("fc-match", "--format=%{file}", "sans:fontformat=TrueType"),
              SECONDS,
              process -> {})
          .out();
    } catch (Program.NotStartedException e) {
      return "";
    }
  }
}
