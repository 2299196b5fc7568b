package io.ats.core.plugin;

import io.ats.core.options.Printable;
import java.util.List;

/** Thrown if no component has a name; the message shows it and states the nearest known one. */
public final class UnknownNameException extends IllegalArgumentException {

  /**
   * Creates the exception.
   *
   * @param kind the component's kind, in the singular
   * @param known the known names
   */
  public UnknownNameException(String kind, String name, List<String> known) {
    super(
        "unknown "
            + kind
            + " '"
            + Printable.shown(name)
            + "'; did you mean '"
            + Registry.nearest(name, known)
            + "'? Known: "
            + String.join(", ", known));
  }
}
