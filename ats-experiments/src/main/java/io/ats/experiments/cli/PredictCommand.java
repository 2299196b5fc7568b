package io.ats.experiments.cli;

import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import io.ats.datasets.input.InputFile;
import io.ats.experiments.config.Resolver;
import io.ats.experiments.doctor.PyTorchSetting;
import io.ats.experiments.predict.ImageNames;
import io.ats.experiments.predict.PredictionFiles;
import io.ats.experiments.predict.PredictionJson;
import io.ats.experiments.predict.PredictionTable;
import io.ats.experiments.predict.PredictionWriter;
import io.ats.experiments.predict.Predictor;
import io.ats.experiments.trial.CompleteTrial;
import io.ats.experiments.trial.Devices;
import io.ats.experiments.yaml.ConfigException;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ats predict}: what a trained model says of images, and where it looked. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Predicts images with a complete trial's model. Writes the classes and probabilities to"
          + " standard output, and with --out also a picture and the score map of each image.",
      "On the trial's own test images the numbers are those of its predictions.csv, to the last"
          + " digit, on the same kind of device and whatever else is predicted.",
      "Exit status 0; 1: an image could not be predicted, the others were."
    })
final class PredictCommand implements Callable<Integer> {

  private enum Format {
    CSV,
    JSON
  }

  private final Resolver resolver;

  @Mixin private final TrainedModel model = new TrainedModel();

  @Parameters(
      index = "1..*",
      paramLabel = "IMAGE",
      description = "Image files, folders of images, or -: a list of files on standard input.")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      description = "A text file with the path of an image on each line.")
  private Path list;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes there, for each image: a picture with score map and patches (NAME.png), the map"
              + " as NAME.npy and as NAME.map.tif, and the table of predictions.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "csv|json",
      defaultValue = "csv",
      description = "How predictions are written (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--geojson",
      description =
          "With --out: NAME.geojson for QuPath, patches as annotations, the map as detections.")
  private boolean geoJson;

  @Option(names = "--patches", description = "With --out: the patches as PNG, in the folder NAME.")
  private boolean patches;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "0",
      description = "Only the N most probable classes (default: all).")
  private int top;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu[:i]",
      defaultValue = "auto",
      description = "What to compute on (default: ${DEFAULT-VALUE}).")
  private String device;

  private int failed;

  @Inject
  PredictCommand(Resolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public Integer call() throws IOException {
    if (out == null && (geoJson || patches)) {
      throw new ConfigException("--geojson and --patches need a folder: --out DIR");
    }
    if (top < 0) {
      throw new ConfigException("--top must be at least 0, got " + top);
    }
    List<Path> named = named();
    requireApart(named);
    CompleteTrial complete = model.read(resolver);
    complete.useItsThreads();
    PyTorchSetting.check();
    try (Predictor predictor = new Predictor(complete, model.kept(), Devices.of(device))) {
      System.err.println("model: " + model.epoch(complete, predictor.epoch()));
      Writer screen = writer(System.out); // not closed: it is not ours
      predict(predictor, named, screen);
      screen.flush();
    }
    return failed == 0 ? 0 : 1;
  }

  /** Checks that no picture is written where the images are, whose names it may have. */
  private void requireApart(List<Path> named) throws IOException {
    if (out == null || !Files.exists(out)) {
      return;
    }
    Path real = out.toRealPath();
    for (Path image : named) {
      Path parent = image.toAbsolutePath().getParent();
      if (Files.exists(parent) && parent.toRealPath().equals(real)) {
        throw new ConfigException(
            "--out is the folder of %s, whose files could be overwritten; name another"
                .formatted(image));
      }
    }
  }

  private List<Path> named() throws IOException {
    ImageNames names = new ImageNames();
    for (String image : images) {
      if (image.equals(ImageNames.STANDARD_INPUT)) {
        names.addList(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
      } else {
        names.add(Path.of(image));
      }
    }
    if (list != null) {
      try (BufferedReader lines = Files.newBufferedReader(list)) {
        names.addList(lines);
      }
    }
    if (names.all().isEmpty()) {
      throw new ConfigException("no image named: ./ats predict TRIAL_DIR IMAGE…");
    }
    return names.all();
  }

  private static Writer writer(OutputStream to) {
    return new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
  }

  private void predict(Predictor predictor, List<Path> named, Writer screen) throws IOException {
    try (PredictionWriter printed = printed(screen)) {
      if (out == null) {
        predict(predictor, named, List.of(printed), null);
        return;
      }
      Files.createDirectories(out);
      Path table = out.resolve("predictions." + format.name().toLowerCase(Locale.ROOT));
      try (Writer file = Files.newBufferedWriter(table);
          PredictionWriter kept = printed(file)) {
        PredictionFiles files = new PredictionFiles(out, geoJson, patches);
        predict(predictor, named, List.of(printed, kept), files);
      }
    }
  }

  private PredictionWriter printed(Writer to) throws IOException {
    return format == Format.JSON ? new PredictionJson(to, top) : new PredictionTable(to, top);
  }

  private void predict(
      Predictor predictor, List<Path> named, List<PredictionWriter> writers, PredictionFiles files)
      throws IOException {
    for (Path file : named) {
      try {
        predictor.predict(
            predictor.images().open(file),
            (prediction, looked) -> {
              if (files != null) {
                files.write(prediction, looked);
              }
              for (PredictionWriter writer : writers) {
                writer.add(prediction);
              }
            });
      } catch (RuntimeException e) { // also of the engine: of this image, not of the next
        fail(file, e, writers);
      } catch (OutOfMemoryError e) {
        fail(file, new OptionException("not enough of Java's memory"), writers);
      }
      for (PredictionWriter writer : writers) {
        writer.flush();
      }
    }
  }

  private void fail(Path file, RuntimeException e, List<PredictionWriter> writers)
      throws IOException {
    failed++;
    String reason =
        Printable.message(e.getMessage() == null ? InputFile.reason(e) : e.getMessage());
    String line = reason.startsWith(file.toString()) ? reason : file + ": " + reason;
    System.err.println("ats: " + line);
    for (PredictionWriter writer : writers) {
      writer.addError(file.toString(), reason);
    }
  }
}
