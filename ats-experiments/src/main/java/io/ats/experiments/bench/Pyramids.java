package io.ats.experiments.bench;

import ai.djl.Device;
import io.ats.core.options.Options;
import io.ats.datasets.pyramid.OnBadTile;
import io.ats.datasets.pyramid.PyramidOptions;
import io.ats.datasets.pyramid.PyramidWriter;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.pyramid.RegionImages;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.pyramid.TileCompression;
import io.ats.experiments.results.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The cost of a large image on disk, a pyramid of JPEG tiles: 1, 16, 256 and 1,024 megapixels, of
 * which a model reads a view of 256² and 10 patches of 128². Measured in a process each: the time
 * of a prediction once the view is kept on disk, and that of the first, which makes the view; the
 * growth of the process against the image's bytes. And at 8,192² the time of a region of 256² and
 * of decoding the whole.
 */
final class Pyramids implements Benchmark {

  private static final double MEGABYTE = 1024 * 1024;
  private static final int WHOLE = 8192;
  private static final int REGION = 256;

  private final List<Integer> sides;
  private final int whole;
  private final int times;

  Pyramids() {
    this(List.of(1024, 4096, 16_384, 32_768), WHOLE, 15);
  }

  /**
   * Creates the benchmark.
   *
   * @param sides of the images, the smallest first
   * @param whole side of the image that is decoded whole
   * @param times how often a prediction is timed
   */
  Pyramids(List<Integer> sides, int whole, int times) {
    this.sides = sides;
    this.whole = whole;
    this.times = times;
  }

  @Override
  public String name() {
    return "pyramid";
  }

  @Override
  public String claim() {
    return "a gigapixel on disk is predicted in under 300 MB, in a time that grows with the patches";
  }

  @Override
  public List<BenchRow> run(Device device) {
    try {
      Path folder = Files.createTempDirectory("ats-pyramid");
      try {
        return run(folder);
      } finally {
        RunFiles.deleteTree(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<BenchRow> run(Path folder) throws IOException {
    List<BenchRow> rows = new ArrayList<>();
    Path small = write(folder, sides.get(0));
    double reference = 0;
    for (int side : sides) {
      Path file = side == sides.get(0) ? small : write(folder, side);
      double[] found = PyramidChild.measure(file, small, folder.resolve("views"), times);
      reference = side == sides.get(0) ? found[1] : reference;
      String of = side + "²: ";
      rows.add(
          BenchRow.lowerIsBetter(
              name(), of + "prediction", found[1], reference, sides.get(0) + "²", "ms"));
      rows.add(
          BenchRow.part(
              name(), of + "prediction", found[1], found[0], "the first, with the view", "ms"));
      rows.add(
          BenchRow.lowerIsBetter(
              name(),
              of + "growth of the process",
              found[2],
              3.0 * side * side / MEGABYTE,
              "the image, 8 bits",
              "MiB"));
      if (side != sides.get(0)) {
        Files.delete(file);
      }
    }
    rows.addAll(regions(folder));
    return rows;
  }

  private static Path write(Path folder, int side) {
    Path file = folder.resolve(side + ".tif");
    PyramidWriter.write(
        new TextureScene(side, side),
        OptionalDouble.empty(),
        file,
        PyramidOptions.DEFAULTS.with(TileCompression.JPEG));
    return file;
  }

  /** Times regions against the whole, without tiles in memory. */
  private List<BenchRow> regions(Path folder) {
    List<BenchRow> rows = new ArrayList<>();
    for (TileCompression compression : TileCompression.values()) {
      Path file = folder.resolve("whole-" + Options.key(compression) + ".tif");
      PyramidWriter.write(
          new TextureScene(whole, whole),
          OptionalDouble.empty(),
          file,
          PyramidOptions.DEFAULTS.with(compression));
      RegionOptions options = new RegionOptions(0, OnBadTile.FAIL, folder);
      try (RegionImage image = new RegionImages(options).open(file)) {
        byte[] region = new byte[RegionImage.CHANNELS * REGION * REGION];
        byte[] strip = new byte[RegionImage.CHANNELS * REGION * whole];
        int[] next = {1};
        PairedTimes clock = new PairedTimes(Device.cpu());
        clock.measure(
            () -> {
              next[0] = (int) (next[0] * 48_271L % Integer.MAX_VALUE);
              int row = next[0] % (whole - REGION);
              int column = next[0] / 8192 % (whole - REGION);
              image.read(0, row, column, REGION, REGION, region);
            },
            () -> {
              for (int row = 0; row < whole; row += REGION) {
                image.read(0, row, 0, REGION, whole, strip);
              }
            },
            1,
            5);
        rows.add(
            clock.row(
                name(),
                "%d², %s: a region of %d²".formatted(whole, Options.key(compression), REGION),
                "the whole",
                1));
      }
    }
    return rows;
  }
}
