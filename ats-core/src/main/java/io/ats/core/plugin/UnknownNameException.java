package io.ats.core.plugin;

import java.util.List;

/** Thrown for a name that nothing is registered under; the message names the nearest. */
public final class UnknownNameException extends IllegalArgumentException {

  /**
   * Creates the exception.
   *
   * @param kind what was looked for, in the singular
   * @param known the names there are
   */
  public UnknownNameException(String kind, String name, List<String> known) {
    super(
        "unknown "
            + kind
            + " '"
            + name
            + "'; did you mean '"
            + Registry.nearest(name, known)
            + "'? Known: "
            + String.join(", ", known));
  }
}
