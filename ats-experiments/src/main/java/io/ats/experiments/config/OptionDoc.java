package io.ats.experiments.config;

/**
 * The documentation of one option.
 *
 * @param key its dotted key
 * @param type what it is: {@code whole number}, {@code number}, {@code text}, {@code true|false},
 *     the values of an enum as {@code a|b|c}, {@code list of …}
 * @param defaultValue its default as it would stand in a file
 * @param range the numbers allowed, such as {@code at least 1}; empty without limit
 * @param doc what it does; empty where nothing is written
 */
public record OptionDoc(String key, String type, String defaultValue, String range, String doc) {}
