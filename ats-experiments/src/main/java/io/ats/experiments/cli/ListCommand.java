package io.ats.experiments.cli;

import io.ats.core.plugin.UnknownNameException;
import io.ats.experiments.results.Json;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats list}: the names of a kind, one per line. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the names of a kind, one per line.")
final class ListCommand implements Callable<Integer> {

  private final Catalogue catalogue;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "One of ${COMPLETION-CANDIDATES}; without one the kinds are listed.")
  private String kind;

  @Option(names = "--json", description = "Prints a JSON array.")
  private boolean json;

  /** The kinds, for the help. */
  record Kinds(Catalogue catalogue) implements Iterable<String> {
    @Inject
    Kinds {}

    @Override
    public Iterator<String> iterator() {
      return catalogue.kinds().iterator();
    }
  }

  @Inject
  ListCommand(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws IOException {
    if (kind != null && !catalogue.kinds().contains(kind)) {
      throw new UnknownNameException("kind", kind, catalogue.kinds());
    }
    List<String> names = kind == null ? catalogue.kinds() : catalogue.names(kind);
    if (json) {
      System.out.println(Json.text(names));
    } else {
      names.forEach(System.out::println);
    }
    return 0;
  }
}
