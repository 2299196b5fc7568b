package io.ats.datasets.adobe;

import io.ats.core.options.Options;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a photograph shows: the classes, in the order of the source. */
enum Subject {
  ABSTRACT("abstract", 35),
  ANIMALS("animals", 300),
  MAN_MADE("man_made", 1869),
  NATURE("nature", 1089),
  NONE("None", 366),
  PEOPLE("people", 1341);

  private final String published;
  private final int images;

  /**
   * Describes a class.
   *
   * @param published its word in {@code categories.txt}
   * @param images how many of the 5000 published images are of it
   */
  Subject(String published, int images) {
    this.published = published;
    this.images = images;
  }

  /** Returns the names of all. */
  static List<String> names() {
    return Arrays.stream(values()).map(Options::key).toList();
  }

  /** Returns the words of all in {@code categories.txt}. */
  static List<String> publishedWords() {
    return Arrays.stream(values()).map(subject -> subject.published).toList();
  }

  /** Draws a class as often as published images have it. */
  static Subject draw(RandomGenerator random) {
    int left = random.nextInt(Arrays.stream(values()).mapToInt(subject -> subject.images).sum());
    for (Subject subject : values()) {
      left -= subject.images;
      if (left < 0) {
        return subject;
      }
    }
    throw new IllegalStateException("more images than the classes have");
  }
}
