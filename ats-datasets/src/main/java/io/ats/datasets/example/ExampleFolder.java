package io.ats.datasets.example;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.datasets.input.Csv;
import io.ats.datasets.mnist.DigitPool;
import io.ats.datasets.mnist.Digits;
import io.ats.datasets.mnist.Mnist;
import io.ats.datasets.pyramid.PyramidOptions;
import io.ats.datasets.pyramid.PyramidWriter;
import io.ats.datasets.pyramid.TileCompression;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.GreyBitmap;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes a set of images as a user might have it: parts of real photographs, each with three
 * stickers somewhere that show a digit of MNIST, which is the label; JPEGs and tiled TIFFs with
 * sides of 800 to 4,000 pixels, most of them small; a table {@code images.csv} with the photograph
 * as the group; and {@code suite.yaml}, which trains on them.
 */
public final class ExampleFolder {

  /** The digits that are classes: their shapes differ, for there are few images. */
  private static final int[] CLASSES = {0, 1, 4, 7};

  private static final int LEAST_PHOTOGRAPHS = 8;
  private static final int STICKERS = 3;
  private static final int SHORTEST = 800;
  private static final int LONGEST = 4000;
  private static final int LARGE = 2000;
  private static final float QUALITY = 0.9f;

  private final Path folder;
  private final Photographs photographs;
  private final DigitPool digits;
  private final long seed;

  private ExampleFolder(Path folder, Photographs photographs, long seed) {
    this.folder = folder;
    this.photographs = photographs;
    this.seed = seed;
    digits = DigitPool.bySplit(Mnist.embedded()).get(Split.TRAIN);
  }

  /**
   * Writes the set.
   *
   * @param folder new or empty
   * @param source a folder with at least 8 photographs
   * @param images how many to write
   * @param seed of everything that is drawn
   * @param progress told the number of images written
   * @throws OptionException if the folder is not empty, or there are too few photographs
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public static void write(Path folder, Path source, int images, long seed, IntConsumer progress) {
    try {
      if (Files.exists(folder) && (!Files.isDirectory(folder) || !isEmpty(folder))) {
        throw new OptionException(folder + " is there already; name a new or empty folder");
      }
      Photographs photographs = Photographs.in(source, LEAST_PHOTOGRAPHS);
      Files.createDirectories(folder.resolve("images"));
      new ExampleFolder(folder, photographs, seed).write(images, progress);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private void write(int images, IntConsumer progress) throws IOException {
    List<String> lines = new ArrayList<>(List.of(Csv.line(List.of("file", "label", "group"))));
    BufferedImage photograph = null;
    int of = -1;
    for (int i = 0; i < images; i++) {
      int index = (int) ((long) i * photographs.count() / images); // one after the other
      if (index != of) {
        photograph = photographs.read(index);
        of = index;
      }
      RandomGenerator random = Streams.of(seed, i);
      int label = CLASSES[i % CLASSES.length];
      String name = image(i, photograph, label, random);
      String group = photographs.file(index).getFileName().toString();
      lines.add(Csv.line(List.of(name, Integer.toString(label), group)));
      progress.accept(i + 1);
    }
    Files.writeString(folder.resolve("images.csv"), String.join("", lines));
    Files.writeString(folder.resolve("suite.yaml"), suite());
  }

  private String image(int index, BufferedImage photograph, int label, RandomGenerator random)
      throws IOException {
    BufferedImage image = part(photograph, random);
    List<Rectangle> places = new ArrayList<>();
    while (places.size() < STICKERS) {
      Rectangle place = place(image, random);
      if (places.stream().noneMatch(place::intersects)) {
        paste(image, digits.bitmap(digits.draw(random, label)), place);
        places.add(place);
      }
    }
    boolean tiled = Math.max(image.getHeight(), image.getWidth()) >= LARGE && index % 2 == 0;
    String name = String.format(Locale.ROOT, "images/%04d%s", index, tiled ? ".tif" : ".jpg");
    Path file = folder.resolve(name);
    if (tiled) {
      PyramidWriter.write(
          ColourBitmapScene.of(image),
          OptionalDouble.empty(),
          file,
          PyramidOptions.DEFAULTS.with(TileCompression.JPEG));
    } else {
      writeJpeg(image, file);
    }
    return name;
  }

  /** Returns a part of a photograph, enlarged or reduced to a size drawn at random. */
  private static BufferedImage part(BufferedImage photograph, RandomGenerator random) {
    double share = Math.pow(random.nextDouble(), 4);
    double side = SHORTEST * Math.pow((double) LONGEST / SHORTEST, share);
    double aspect = 0.7 + 0.6 * random.nextDouble();
    int height = clamp(aspect < 1 ? side * aspect : side);
    int width = clamp(aspect < 1 ? side : side / aspect);
    double most =
        Math.min((double) photograph.getHeight() / height, (double) photograph.getWidth() / width);
    double scale = most * (0.4 + 0.6 * random.nextDouble()); // pixels of the photograph a pixel
    int down = (int) (height * scale);
    int across = (int) (width * scale);
    int top = random.nextInt(photograph.getHeight() - down + 1);
    int left = random.nextInt(photograph.getWidth() - across + 1);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(photograph, 0, 0, width, height, left, top, left + across, top + down, null);
    g.dispose();
    return image;
  }

  private static int clamp(double side) {
    return (int) Math.max(SHORTEST, Math.min(LONGEST, Math.round(side)));
  }

  /** Returns a square that is four to five times as wide as a digit of MNIST. */
  private static Rectangle place(BufferedImage image, RandomGenerator random) {
    int side = 4 * Digits.SIDE + random.nextInt(Digits.SIDE + 1);
    int left = random.nextInt(image.getWidth() - side + 1);
    int top = random.nextInt(image.getHeight() - side + 1);
    return new Rectangle(left, top, side, side);
  }

  /** Draws a digit in white on black. */
  private static void paste(BufferedImage image, GreyBitmap digit, Rectangle place) {
    BufferedImage sticker = new BufferedImage(Digits.SIDE, Digits.SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < Digits.SIDE; y++) {
      for (int x = 0; x < Digits.SIDE; x++) {
        sticker.setRGB(x, y, digit.value(y, x) * 0x010101);
      }
    }
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(sticker, place.x, place.y, place.width, place.height, null);
    g.dispose();
  }

  private static void writeJpeg(BufferedImage image, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  private String suite() throws IOException {
    try (InputStream in = ExampleFolder.class.getResourceAsStream("suite.yaml")) {
      String path = folder.toAbsolutePath().normalize().resolve("images.csv").toString();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("PATH", "'" + path.replace("'", "''") + "'");
    }
  }
}
