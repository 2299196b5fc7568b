package io.ats.experiments.cli;

import ai.djl.engine.Engine;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ats engine}: starts the engine and prints its version; what a trial's start takes. */
@Command(
    name = "engine",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Starts the engine and prints its version.")
final class EngineCommand implements Callable<Integer> {

  @Inject
  EngineCommand() {}

  @Override
  public Integer call() {
    System.out.println(Engine.getInstance().getVersion());
    return 0;
  }
}
