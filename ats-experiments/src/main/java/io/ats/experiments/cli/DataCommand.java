package io.ats.experiments.cli;

import io.ats.core.options.Printable;
import io.ats.datasets.example.ExampleFolder;
import io.ats.datasets.folder.FolderCheck;
import io.ats.datasets.folder.LabelKind;
import io.ats.datasets.pyramid.PyramidOptions;
import io.ats.datasets.pyramid.PyramidWriter;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.pyramid.RegionImages;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.pyramid.TileCompression;
import io.ats.experiments.yaml.ConfigException;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ats data}: anyone's own images. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Checks and prepares images of your own.",
    subcommands = {DataCommand.Check.class, DataCommand.Pyramid.class, DataCommand.Example.class})
final class DataCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Inject
  DataCommand() {}

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }

  /** {@code ats data check}: what is wrong with a folder of images. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads every image of a folder or table once and lists what is wrong: files that cannot be"
            + " read, wrong names, the same content twice, groups in two splits, classes without"
            + " training images.",
        "Exit status 0: nothing is wrong; 1: something is."
      })
  static final class Check implements Callable<Integer> {

    @Parameters(
        paramLabel = "DIR|TABLE.csv",
        description = "A folder of class folders, or a table file,label[,group][,split].")
    private Path path;

    @Option(
        names = "--labels",
        paramLabel = "class|several|count",
        defaultValue = "class",
        description = "What a label is (default: ${DEFAULT-VALUE}).")
    private LabelKind labels;

    @Inject
    Check() {}

    @Override
    public Integer call() {
      FolderCheck check;
      try (Progress progress = new Progress()) {
        check = FolderCheck.of(path, labels, progress::begin);
      }
      check.problems().forEach(problem -> System.out.println(Printable.message(problem)));
      check.facts().forEach(fact -> System.out.println(Printable.message(fact)));
      System.out.println(
          check.problems().isEmpty()
              ? "nothing is wrong"
              : check.problems().size()
                  + (check.problems().size() == 1 ? " problem" : " problems"));
      return check.problems().isEmpty() ? 0 : 1;
    }
  }

  /** {@code ats data pyramid}: an image that is read region by region. */
  @Command(
      name = "pyramid",
      mixinStandardHelpOptions = true,
      description = {
        "Writes a tiled pyramid (TIFF, BigTIFF above 4 GB) of any image that can be read: its tiles"
            + " are read where a patch needs them, however large it is."
      })
  static final class Pyramid implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "IN", description = "An image of any format.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT.tif", description = "The file to write.")
    private Path out;

    @Option(
        names = "--compression",
        paramLabel = "deflate|jpeg",
        defaultValue = "deflate",
        description = "deflate keeps every value; jpeg is smaller (default: ${DEFAULT-VALUE}).")
    private TileCompression compression;

    @Option(
        names = "--tile",
        paramLabel = "PIXELS",
        defaultValue = "256",
        description = "Side of a tile, a multiple of 16 (default: ${DEFAULT-VALUE}).")
    private int tile;

    @Inject
    Pyramid() {}

    @Override
    public Integer call() {
      if (Files.exists(out)) {
        throw new ConfigException(out + " is there already; name another file");
      }
      PyramidOptions options;
      try {
        options = new PyramidOptions(tile, compression, 0.9, 6);
      } catch (IllegalArgumentException e) {
        throw new ConfigException("--tile: " + e.getMessage());
      }
      try (RegionImage image = new RegionImages(RegionOptions.DEFAULTS).open(in)) {
        PyramidWriter.write(image, out, options);
      }
      try (RegionImage written = new RegionImages(RegionOptions.DEFAULTS).open(out)) {
        System.out.printf("%s: %d levels%n", out, written.levels().size());
        written
            .levels()
            .forEach(level -> System.out.printf("  %d×%d%n", level.height(), level.width()));
      }
      return 0;
    }
  }

  /** {@code ats data example}: a folder of images to begin with. */
  @Command(
      name = "example",
      mixinStandardHelpOptions = true,
      description = {
        "Writes a small set of images as you might have it: parts of real photographs with a digit"
            + " of MNIST somewhere, sides of 800 to 4,000 pixels, JPEG and tiled TIFF; images.csv"
            + " with labels and groups; suite.yaml, which trains on them."
      })
  static final class Example implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder to write, new or empty.")
    private Path folder;

    @Option(
        names = "--photographs",
        paramLabel = "DIR",
        defaultValue = "/usr/share/backgrounds",
        description =
            "A folder with at least 8 photographs (JPEG); default ${DEFAULT-VALUE}, where Debian's"
                + " lomiri-wallpapers-16.04 puts 15.")
    private Path photographs;

    @Option(
        names = "--images",
        paramLabel = "N",
        defaultValue = "320",
        description = "How many images (default: ${DEFAULT-VALUE}).")
    private int images;

    @Inject
    Example() {}

    @Override
    public Integer call() {
      if (images < 40) {
        throw new ConfigException("--images must be at least 40, got " + images);
      }
      try (Progress progress = new Progress()) {
        ExampleFolder.write(folder, photographs, images, 0, progress.begin(images));
      }
      System.out.printf(
          "%s: %d images, images.csv, suite.yaml; train on them: ./ats run %s%n",
          folder, images, folder.resolve("suite.yaml"));
      return 0;
    }
  }

  /** A bar on a terminal, nothing otherwise. */
  private static final class Progress implements AutoCloseable {
    private ProgressBar bar;

    IntConsumer begin(int files) {
      if (System.console() == null) {
        return done -> {};
      }
      bar = new ProgressBar("reading", files);
      return done -> bar.step();
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }
}
