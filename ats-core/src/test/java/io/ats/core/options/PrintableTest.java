package io.ats.core.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void whatATerminalWouldObeyIsShownAsItsCode() {
    assertThat(Printable.shown("a\u001B[31m\u202E\u0007\n"))
        .isEqualTo("a\\u001B[31m\\u202E\\u0007\\u000A");
    assertThat(Printable.message("größe ±\n\u001B")).isEqualTo("größe ±\n\\u001B");
    assertThat(new OptionException("path: a\u001B").getMessage()).isEqualTo("path: a\\u001B");
    assertThat(Printable.is("größe ±")).isTrue();
    assertThat(Printable.is("a\nb")).isFalse();
  }

  @Test
  void longTextsAreCut() {
    assertThat(Printable.shown("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(Printable.shown("x".repeat(20_000)))
        .isEqualTo("x".repeat(200) + "... (20000 characters)");
  }
}
