package io.ats.experiments.cli;

import io.ats.experiments.bundle.Bundle;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats bundle}: an archive for machines without Java, Maven and network. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an archive that runs on a Linux machine which has neither Java nor Maven nor network:"
          + " a Java, this build with its libraries, its engine, and bin/ats, which starts it.",
      "Unpack it anywhere; nothing is written there when it runs."
    })
final class BundleCommand implements Callable<Integer> {

  private static final double MEGABYTE = 1e6;

  @Parameters(paramLabel = "OUT.tar.gz", description = "The archive.")
  private Path archive;

  @Option(
      names = "--no-engine",
      description =
          "Without PyTorch: for machines that have one, which PYTORCH_LIBRARY_PATH then names.")
  private boolean noEngine;

  @Inject
  BundleCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Bundle.write(archive, !noEngine);
    System.out.printf("%s: %.1f MB%n", archive, Files.size(archive) / MEGABYTE);
    return 0;
  }
}
