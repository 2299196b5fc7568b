package io.ats.experiments.cli;

import io.ats.experiments.report.page.ReportWriter;
import io.ats.experiments.results.RunFolder;
import io.ats.experiments.yaml.ConfigException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats report}: writes the report of one or several run folders. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the report (tables, charts, page) of one or several run folders, or the page of the"
          + " search of ./ats tune in one."
    })
final class ReportCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Run folders.")
  private List<Path> folders;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The report's folder; by default report/ in the first run folder.")
  private Path out;

  private final ReportWriter writer;

  @Inject
  ReportCommand(ReportWriter writer) {
    this.writer = writer;
  }

  @Override
  public Integer call() throws IOException {
    for (Path folder : folders) {
      if (!Files.isDirectory(new RunFolder(folder).trials())) {
        throw new ConfigException(
            folder + " is not a run folder: it has no folder trials; create one with ./ats run");
      }
    }
    List<RunFolder> runs = folders.stream().map(RunFolder::new).toList();
    Path target = out != null ? out : runs.get(0).report();
    if (runs.stream().anyMatch(TuningReport::isOf)) {
      requireAlone(runs);
      TuningReport.write(runs.get(0), target);
    } else {
      System.out.println(ReportWriter.text(writer.write(runs, target)));
    }
    System.out.println("Report: " + target.resolve("index.html"));
    return 0;
  }

  private static void requireAlone(List<RunFolder> runs) {
    if (runs.size() > 1) {
      RunFolder search = runs.stream().filter(TuningReport::isOf).findFirst().orElseThrow();
      throw new ConfigException(
          search.root()
              + " holds a search of ./ats tune, whose report is of it alone; beside others name the run of its tuned.yaml");
    }
  }
}
