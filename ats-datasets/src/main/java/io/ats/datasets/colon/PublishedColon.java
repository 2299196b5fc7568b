package io.ats.datasets.colon;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.options.Printable;
import io.ats.datasets.colon.Detections.Place;
import io.ats.datasets.files.ImageDecoder;
import io.ats.datasets.files.LabelledFile;
import io.ats.datasets.files.PublishedScenes;
import io.ats.datasets.folder.DrawnSplits;
import io.ats.datasets.folder.SplitFile;
import io.ats.datasets.input.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classification set as its owners publish it: {@code Classification/imgN/imgN.bmp} and, in the
 * same folder, the places of its nuclei by kind, {@code imgN_epithelial.mat}, {@code
 * imgN_fibroblast.mat}, {@code imgN_inflammatory.mat} and {@code imgN_others.mat}. There are no
 * splits, so these are drawn, others for each seed.
 */
final class PublishedColon extends PublishedScenes {

  private static final Pattern FOLDER = Pattern.compile("img([1-9]\\d{0,5})");

  private final ColonCancerOptions options;
  private final int published;

  /**
   * Reads the annotations, and of the images the headers.
   *
   * @throws UncheckedIOException if files are missing or damaged, naming the file
   * @throws OptionException if there are too few images for a split
   */
  PublishedColon(ColonCancerOptions options, long seed) {
    super(options.images(), options.cache());
    this.options = options;
    List<LabelledFile> files = listed();
    this.published = files.size();
    List<String> classes =
        files.stream().map(file -> ColonCancerOptions.CLASSES.get(file.label())).toList();
    Map<Split, List<Integer>> drawn =
        options.folds() == 0
            ? DrawnSplits.of(classes, options.images(), seed)
            : DrawnSplits.ofFold(classes, options.images(), options.folds(), options.fold(), seed);
    drawn.forEach((split, indices) -> use(split, indices.stream().map(files::get)));
  }

  private List<LabelledFile> listed() {
    Path root = Path.of(options.path()).resolve("Classification");
    TreeSet<Integer> numbers = new TreeSet<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.sorted().toList()) {
        String name = folder.getFileName().toString();
        var matcher = FOLDER.matcher(name);
        if (matcher.matches() && Files.isDirectory(folder)) {
          numbers.add(Integer.parseInt(matcher.group(1)));
        } else if (Files.isDirectory(folder) && !name.startsWith(".")) {
          throw new IOException("a folder '" + Printable.shown(name) + "'");
        }
      }
      if (numbers.isEmpty()) {
        throw new IOException("none");
      }
    } catch (IOException | UncheckedIOException e) {
      throw bad(
          root,
          "the published folders img1, img2, … here",
          InputFile.reason(e),
          "unpack the published file and give the folder that holds Classification as path, or"
              + " leave path empty for generated images");
    }
    List<LabelledFile> files = new ArrayList<>();
    for (int i = 1; i <= numbers.last(); i++) {
      if (!numbers.contains(i)) {
        String beside = "no such folder beside img" + numbers.last();
        throw bad(
            root.resolve("img" + i), "the next image", beside, "unpack the published file again");
      }
      files.add(file(root.resolve("img" + i)));
    }
    return files;
  }

  private LabelledFile file(Path folder) {
    String name = folder.getFileName().toString();
    Path image = folder.resolve(name + ".bmp");
    int height;
    int width;
    try (ImageDecoder decoder = ImageDecoder.open(image)) {
      height = decoder.height();
      width = decoder.width();
    } catch (IOException e) {
      throw ImageDecoder.bad(image, e);
    }
    List<Place> epithelial = List.of();
    for (NucleusKind kind : NucleusKind.values()) {
      List<Place> places = Detections.read(folder.resolve(name + kind.suffix()), height, width);
      epithelial = kind == NucleusKind.EPITHELIAL ? places : epithelial;
    }
    double[][] boxes =
        epithelial.stream()
            .map(place -> options.box(place.row(), place.column(), height, width))
            .toArray(double[][]::new);
    Path annotation = folder.resolve(name + NucleusKind.EPITHELIAL.suffix());
    return new LabelledFile(image, boxes.length == 0 ? 0 : 1, boxes, annotation.toString());
  }

  private static UncheckedIOException bad(Path place, String expected, String found, String fix) {
    String message = "%s: expected %s, found %s; %s".formatted(place, expected, found, fix);
    return InputFile.bad(message);
  }

  /** {@inheritDoc} The file {@code split.csv}: which image is in which split, with its checksum. */
  @Override
  public Map<String, String> records() {
    return SplitFile.record(this::files, ColonCancerOptions.CLASSES);
  }

  @Override
  public String origin() {
    return String.format(
        "colon-cancer: published images (%s), %d train, %d validation, %d test of %d%s",
        options.path(),
        size(Split.TRAIN),
        size(Split.VALIDATION),
        size(Split.TEST),
        published,
        options.folds() == 0
            ? ""
            : ", fold %d of %d for test".formatted(options.fold(), options.folds()));
  }
}
