package io.ats.experiments.cli;

import io.ats.experiments.config.Resolver;
import io.ats.experiments.doctor.PyTorchSetting;
import io.ats.experiments.export.Export;
import io.ats.experiments.export.ExportFolder;
import io.ats.experiments.trial.CompleteTrial;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ats export}: a trained model as files for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a complete trial's model to a folder: model.safetensors (all parameters and running"
          + " statistics by name), config.yaml, classes.json, and README.md, which says what it is."
    })
final class ExportCommand implements Callable<Integer> {

  private final Resolver resolver;

  @Mixin private final TrainedModel model = new TrainedModel();

  @Parameters(
      index = "1",
      paramLabel = "DIR",
      description = "The folder to write: new, empty, or an export, which is replaced.")
  private Path folder;

  @Inject
  ExportCommand(Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Integer call() throws IOException {
    ExportFolder target = new ExportFolder(folder);
    target.requireFree();
    CompleteTrial complete = model.read(resolver);
    PyTorchSetting.check();
    Export export = Export.of(complete, model.kept());
    export.write(target);
    System.out.println(model.epoch(complete, export.epoch()));
    System.out.printf(
        "%s: %d tensors, %d values, read back bit for bit%n",
        target.model(), export.model().tensors().size(), export.values());
    return 0;
  }
}
