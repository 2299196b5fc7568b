package io.ats.experiments.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the jars is in a bundle. */
class LibrariesTest {

  private static final String LIST = "it/unimi/dsi/fastutil/ints/IntList";

  @TempDir Path dir;

  /** Makes a jar of files whose content is given after their name. */
  private Path jar(String name, String... files) throws IOException {
    Path jar = dir.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String file : files) {
        String[] parts = file.split("=", 2);
        out.putNextEntry(new JarEntry(parts[0]));
        out.write(parts[1].getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return jar;
  }

  @Test
  void aClassIsKeptIfOneThatIsKeptRefersToIt() throws IOException {
    Path library =
        jar(
            "library.jar",
            "org/a/One.class=\1Lorg/a/Two$Part;\1",
            "org/a/Two$Part.class=\1org/a/One\1org/other/Three\1",
            "org/a/Three.class=\1org/a/One\1");
    Path program = jar("program.jar", "Main.class=\1org/a/One\7", "text=org/a/Three");
    assertThat(Referred.classes("org/a/", List.of(program, library)))
        .containsExactlyInAnyOrder("org/a/One.class", "org/a/Two$Part.class");
  }

  @ParameterizedTest
  @CsvSource({
    "com/sun/jna/linux-x86-64/libjnidispatch.so, true",
    "com/sun/jna/linux-x86/libjnidispatch.so, false",
    "com/sun/jna/sunos-x86-64/libjnidispatch.so, false",
    "com/sun/jna/aix-ppc/libjnidispatch.a, false",
    "org/jline/nativ/Linux/x86_64/libjlinenative.so, true",
    "org/jline/nativ/Windows/x86_64/jlinenative.dll, false",
    "jnilib/linux-x86_64/cu128/libdjl_torch.so, true",
    "jnilib/osx-aarch64/cpu/libdjl_torch.dylib, false",
    "pytorch/cpu/linux-x86_64/libtorch.so, false",
    "native/lib/pytorch.properties, true",
    "META-INF/MANIFEST.MF, true",
    LIST + ".class, true",
    LIST + "s.class, false",
  })
  void whatThisSystemNeeds(String name, boolean kept) {
    assertThat(Libraries.kept(name, Set.of(LIST + ".class"), "linux-x86_64")).isEqualTo(kept);
  }

  @Test
  void withoutTheEngineItsDescriptionIsLeftOut() throws IOException {
    Path program = jar("program.jar", "Main.class=content", "META-INF/MANIFEST.MF=");
    Path pytorch = jar("pytorch.jar", "native/lib/pytorch.properties=flavor=cpu");
    Libraries libraries = new Libraries(List.of(pytorch, program), "linux-x86_64", false);
    Path folder = Files.createDirectory(dir.resolve("lib"));
    libraries.write(folder);
    assertThat(folder.resolve("classpath")).hasContent("program.jar");
    try (JarFile copy = new JarFile(folder.resolve("program.jar").toFile())) {
      assertThat(copy.getInputStream(copy.getEntry("Main.class"))).hasContent("content");
    }
    new Libraries(List.of(pytorch, program), "linux-x86_64", true).write(folder);
    assertThat(folder.resolve("classpath")).hasContent("pytorch.jar\nprogram.jar");
  }
}
