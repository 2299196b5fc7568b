package io.ats.experiments.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links and images of the documentation point to files and headings that exist. */
class LinksTest {

  @TempDir Path folder;

  static List<Markdown> pages() throws IOException {
    return Markdown.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Markdown page) throws IOException {
    assertThat(page.brokenLinks()).as("broken links of %s", page.file()).isEmpty();
  }

  /** Without this, a reader that finds no link would find no broken one. */
  @Test
  void linksAreFound() throws IOException {
    List<Markdown> pages = pages();
    assertThat(pages).hasSizeGreaterThan(7);
    assertThat(pages.stream().flatMap(page -> page.links().stream()))
        .hasSizeGreaterThan(25)
        .contains("docs/quick-ats-picture.png", "docs/architecture.md", "#slurm");
  }

  @Test
  void brokenLinksAreReported() throws IOException {
    Files.writeString(
        folder.resolve("other.md"), "# One & two\n\n## `x`: again\n\n## Same\n## Same\n");
    Path page = folder.resolve("page.md");
    Files.writeString(
        page,
        """
        # Top
        [a](other.md), [b](other.md#one--two), [c](other.md#x-again), [d](other.md#same-1), [e](#top),
        [web](https://example.org/nothing), `[code](none.md)`, ![picture](other.md "a title")
        ```
        [in a block](none.md)
        # not a heading
        ```
        [f](none.md) ![g](none.png) [h](other.md#three) [i](#not-a-heading) [j](other.md#same-2) [k](/other.md)
        """);
    assertThat(Markdown.read(page).brokenLinks())
        .containsExactly(
            "none.md: no such file",
            "none.png: no such file",
            "other.md#three: no such heading",
            "#not-a-heading: no such heading",
            "other.md#same-2: no such heading",
            "/other.md: no such file");
  }
}
