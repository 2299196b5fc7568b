package io.ats.core.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a component, for {@code ./ats describe}; placed on its options record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface About {

  /** What the component does, in one sentence. */
  String summary();

  /** The paper it comes from, with the equation or section, or "ours". */
  String paper();
}
