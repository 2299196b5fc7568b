package io.ats.experiments.yaml;

/**
 * The documentation of one option.
 *
 * @param key its dotted key
 * @param type {@code whole number}, {@code number}, {@code text}, {@code true|false}, an enum's
 *     values as {@code a|b|c}, or {@code list of …}
 * @param defaultValue its default, as in a file
 * @param range the numbers allowed, such as {@code at least 1}; empty if there is no limit
 * @param doc what it does; empty if undocumented
 */
public record OptionDoc(String key, String type, String defaultValue, String range, String doc) {}
