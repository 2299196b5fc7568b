package io.ats.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChildTest {

  private record Question() {}

  /** Answers 1 for the root locale, and 1 for UTF-8. */
  static final class Language {

    public static void main(String[] arguments) {
      Child.answer(
          Locale.getDefault().equals(Locale.ROOT) ? 1 : 0,
          Charset.defaultCharset().equals(StandardCharsets.UTF_8) ? 1 : 0);
    }
  }

  @Test
  void hasTheRootLocaleAndUtf8() {
    assertThat(Child.run(Language.class, List.of(), new Question())).containsExactly(1, 1);
  }
}
