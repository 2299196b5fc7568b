package io.ats.core.plugin;

/**
 * A component and the name it is bound to.
 *
 * @param <S> its kind, such as {@link SelectorSpec}
 * @param name the name
 * @param spec its options, complete; they create it
 */
public record Component<S>(String name, S spec) {}
