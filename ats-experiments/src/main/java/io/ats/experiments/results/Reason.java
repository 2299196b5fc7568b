package io.ats.experiments.results;

import io.ats.core.options.Printable;
import java.io.IOException;
import java.util.Arrays;

/** Why something failed, in one line that a user can act on. */
public final class Reason {

  private static final int LONGEST = 500;
  private static final String OURS = "io.ats.";

  private Reason() {}

  /** Returns the reason: that of the cause, where an exception only wraps another. */
  public static String of(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null && wraps(inner)) {
      inner = inner.getCause();
    }
    String type = inner.getClass().getName();
    String message = inner.getMessage() == null ? "" : inner.getMessage();
    // A message of this program or of a file says enough; a library's needs its place.
    return inner instanceof IOException || (thrownByUs(inner) && !message.isBlank())
        ? firstLine(known(simple(type), message, message))
        : of(type, message) + place(inner);
  }

  /**
   * Returns the reason that an exception's name and message, as in a log, stand for.
   *
   * @param type the exception's class, with its package
   */
  public static String of(String type, String message) {
    String name = simple(type);
    return firstLine(known(name, message, message.isBlank() ? name : name + ": " + message));
  }

  /** Returns whether an exception says no more than its cause. */
  private static boolean wraps(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank() || message.equals(error.getCause().toString());
  }

  /** Returns the words for exceptions whose message alone does not say what is wrong. */
  private static String known(String name, String message, String otherwise) {
    return switch (name) {
      case "NoSuchFileException" -> message + ": there is no such file or folder";
      case "AccessDeniedException" -> message + ": permission denied";
      case "FileAlreadyExistsException" -> message + ": already exists";
      case "NotDirectoryException" -> message + ": is not a folder";
      case "DirectoryNotEmptyException" -> message + ": is a folder that is not empty";
      case "FileSystemLoopException" -> message + ": the links go in a circle";
      case "MalformedInputException", "UnmappableCharacterException" -> "text that is not UTF-8";
      case "OutOfMemoryError" ->
          "out of memory (" + message + "); use smaller batches or give Java more (-Xmx)";
      case "NoClassDefFoundError", "ClassNotFoundException", "NoSuchMethodError" ->
          name + ": " + message + ": the program's jars were changed or lack it";
      case "EOFException" -> message.isBlank() ? "the file ends too early" : message;
      default -> otherwise.isBlank() ? name : otherwise;
    };
  }

  private static String simple(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  private static boolean thrownByUs(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    return error.getClass().getName().startsWith(OURS)
        || (trace.length > 0 && trace[0].getClassName().startsWith(OURS));
  }

  /** Returns the line of this program at which a fault appeared, empty if there is none. */
  private static String place(Throwable error) {
    return Arrays.stream(error.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(OURS))
        .findFirst()
        .map(frame -> " (at " + frame.getFileName() + ":" + frame.getLineNumber() + ")")
        .orElse("");
  }

  /** Returns the first line of a text that has one, printable, and cut where it is very long. */
  public static String firstLine(String text) {
    String line = text.lines().filter(each -> !each.isBlank()).findFirst().orElse("").strip();
    return Printable.message(line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
  }
}
