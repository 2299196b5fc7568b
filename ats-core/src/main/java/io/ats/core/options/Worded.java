package io.ats.core.options;

import java.util.List;

/**
 * A value of an option that a configuration writes as one word or as a list of words, such as a
 * patch size: {@code 50}, {@code 40x60}, {@code [32, 32x64]}.
 *
 * @param <T> the value's own type
 */
public interface Worded<T extends Worded<T>> {

  /** Returns the words, at least one, that {@link #of} reads back as an equal value. */
  List<String> words();

  /**
   * Returns the value that words stand for; this value has no influence.
   *
   * @throws OptionException if they stand for none; the message says why
   */
  T of(List<String> words);

  /** Returns what such a value is, for documentation, such as {@code size or list of sizes}. */
  String kind();
}
