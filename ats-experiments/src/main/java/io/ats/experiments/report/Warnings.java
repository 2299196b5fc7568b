package io.ats.experiments.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** What a report lacks because it could not be read or drawn, each with its reason. */
public final class Warnings {

  private final Set<String> all = new LinkedHashSet<>();

  /** Adds a warning. */
  public void add(String text) {
    all.add(Shown.line(text));
  }

  /** Does some work; whatever it throws becomes a warning and an empty result. */
  public <T> Optional<T> attempt(String what, Callable<T> work) {
    try {
      return Optional.of(work.call());
    } catch (Exception | Error e) {
      add(what + " is left out: " + reason(e));
      return Optional.empty();
    }
  }

  /**
   * Does some work for each item, on all cores, which writes its warnings into those that it is
   * given; results and warnings are in the order of the items.
   */
  public <T, R> List<R> each(Collection<T> items, BiFunction<T, Warnings, R> work) {
    List<T> list = List.copyOf(items);
    List<Warnings> own = list.stream().map(item -> new Warnings()).toList();
    List<R> results =
        IntStream.range(0, list.size())
            .parallel()
            .mapToObj(i -> work.apply(list.get(i), own.get(i)))
            .toList();
    own.forEach(warnings -> all.addAll(warnings.all));
    return results;
  }

  /** Returns the warnings, in order. */
  public List<String> all() {
    return new ArrayList<>(all);
  }

  /** Returns the innermost cause, and what to do where no font is installed. */
  public static String reason(Throwable thrown) {
    Throwable cause = thrown;
    boolean fonts = false;
    while (true) {
      fonts |=
          Arrays.stream(cause.getStackTrace())
              .anyMatch(frame -> frame.getClassName().startsWith("sun.font."));
      if (cause.getCause() == null) {
        break;
      }
      cause = cause.getCause();
    }
    String text = cause.getClass().getSimpleName();
    if (cause.getMessage() != null) {
      text += ": " + cause.getMessage();
    }
    return fonts && cause instanceof Error
        ? text + "; no usable font: install fontconfig and a font"
        : text;
  }
}
