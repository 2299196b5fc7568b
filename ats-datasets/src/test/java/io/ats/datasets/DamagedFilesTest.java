package io.ats.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.NDManager;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.testing.OptionRecords;
import io.ats.datasets.billiards.BilliardsOptions;
import io.ats.datasets.mnist.IdxReader;
import io.ats.datasets.signs.TrafficSignsOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged published files: each is named, with what was found in it and what to do. */
class DamagedFilesTest {

  private static final String SIGN = "VISIBLE, 32, 24, 16, 12, PROHIBITORY, ";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String file : List.of("Set1/a", "Set1/b", "Set2/t", "train/1", "valid/1", "test/1")) {
      image(file + ".png");
    }
    write("Set1/annotations.txt", "a.png:" + SIGN + "70_SIGN;\nb.png:" + SIGN + "80_SIGN;\n");
    write("Set2/annotations.txt", "t.png:" + SIGN + "50_SIGN;\n");
    for (String split : new String[] {"train", "valid", "test"}) {
      write(split + "/1.json", "[{\"position\": [0, 0, 1], \"number\": 1}]");
    }
  }

  @Test
  void undamagedFilesAreRead() {
    assertThat(signs()).isNull();
    assertThat(billiards()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '#',
      value = {
        "Set2 | ## | : expected images without signs, or with a VISIBLE 50_SIGN",
        "Set2 | t.png:BLURRED, 32, 24, 16, 12, PROHIBITORY, 50_SIGN | , found none among its 1 images",
        "Set1 | a.png:VISIBLE, 1, 2 | :1: expected 'VISIBILITY, x, y",
        "Set1 | ../Set2/t.png:S50_SIGN; | :1: expected the name of an image file in this set's folder, found '../Set2/t.png'",
        "Set1 | ..:S50_SIGN; | :1: expected the name of an image file",
        "Set1 | /etc/passwd:S50_SIGN; | :1: expected the name of an image file",
        "Set1 | a.png:S50_SIGN;~b.png:~a.png:S70_SIGN; | :3: expected an image that line 1 does not describe already, found 'a.png'",
        "Set1 | a.png:~b.png:~A.PNG: | :3: expected an image that line 1 does not describe already, found 'A.PNG'",
        "Set1 | a.png:~a.png: | :2: expected an image that line 1 does not describe already",
        "Set1 | a.png:VISIBLE, 132, 24, 116, 12, P, 70_SIGN | :1: expected a box of which at least half lies within the image of 48×64 pixels, found rows 12.0 to 24.0 and columns 116.0 to 132.0",
        "Set1 | a.png:VISIBLE, 9000, 24, 16, 12, P, 70_SIGN | :1: expected a box",
        "Set1 | a.png:VISIBLE, -1, -1, -9, -9, P, 70_SIGN | :1: expected a box",
        "Set1 | b.png:~a.png:VISIBLE, 16, 24, 16, 12, P, 70_SIGN | :2: expected a box",
        "Set1 | a.png:VISIBLE, 1e999, 24, 16, 12, P, 70_SIGN | :1: expected the lower right corner",
        "Set1 | a.png:VISIBLE, inf, 24, 16, 12, P, 70_SIGN | :1: expected a coordinate in pixels, found 'inf'",
        "Set1 | a.png:VISIBLE, HUGE, 24, 16, 12, P, 70_SIGN | :1: expected a coordinate in pixels, found '999",
        "Set1 | a.png:VISIBLE, NaN, 24, 16, 12, P, 70_SIGN | :1: expected a coordinate in pixels, found 'NaN'",
        "Set1 | a.png:VISIBLE, 32, 12, 16, 24, P, 70_SIGN | :1: expected the lower right corner before the upper left one",
        "Set1 | a.png:VISIBLE, 32, 24, 16, 12, P, 70_SIGN, 1 | :1: expected 'VISIBILITY, x, y",
        "Set1 | a.png:VISIBLE, 32, 24, 16, 12, P, | :1: expected 'VISIBILITY, x, y",
        "Set1 | a.png:visible, 32, 24, 16, 12, P, 70_SIGN | :1: expected one of [VISIBLE, BLURRED, SIDE_ROAD, OCCLUDED], found 'visible'",
        "Set1 | <?xml version='1.0'?> | :1: expected 'image file:signs'",
      })
  void annotationsOfSigns(String set, String lines, String found) throws IOException {
    String file = set + "/annotations.txt";
    String text = lines.replace('~', '\n').replace(":S", ":" + SIGN);
    String other = set.equals("Set1") && !lines.contains("b.png") ? "\nb.png:" : "";
    write(file, text.replace("HUGE", "9".repeat(400)) + other + "\n");
    assertOneSentence(signs(), file, found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "##|no list, or an empty one",
        "[]|no list, or an empty one",
        "{}|no list, or an empty one",
        "[{'position':[0],'number':1}|no such JSON in line 1 column 29: Unexpected end-of-input",
        "[{'position':[0],'number':1}] x|no such JSON in line 1 column",
        "[{'position':[0],'number':1}] []|no such JSON in line 1 column",
        "[{'position':[0],'number':1,'number':2}]|no such JSON in line 1 column 37: Duplicate field 'number'",
        "[{'position':[1e999],'number':1}]|a ball without a numeric position",
        "[{'position':[-1e999],'number':1}]|a ball without a numeric position",
        "[{'position':[NaN],'number':1}]|no such JSON in line 1",
        "[{'position':['0'],'number':1}]|a ball without a numeric position",
        "[{'position':0,'number':1}]|a ball without a numeric position",
        "[{'position':[0],'number':99999999999}]|a ball without a number from 1 to 9",
        "[1]|a ball without a numeric position: 1",
      })
  void annotationsOfBilliards(String json, String found) throws IOException {
    write("valid/1.json", json.replace('\'', '"'));
    assertOneSentence(
        billiards(),
        "valid/1.json",
        ": expected a list of balls with position and number, found " + found);
  }

  @Test
  void annotationsThatAnEditorWroteAreRead() throws IOException {
    String sign = SIGN.replace(" ", "");
    write("Set1/annotations.txt", "\uFEFFa.png:" + sign + "70_SIGN,;;\r\n\r\nb.png:;\r\n");
    write("valid/1.json", "\uFEFF\r\n[{\"position\": [0], \"number\": 1}]\r\n");
    assertThat(signs()).isNull();
    assertThat(billiards()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "folder, found a folder",
    "empty, found an empty file",
    "device, found no regular file",
    "loop, found Too many levels of symbolic links",
    "nowhere, found no such file",
  })
  void imagesAreRegularFiles(String kind, String found) throws IOException {
    for (String file : new String[] {"Set2/t.png", "test/1.png"}) {
      Path path = folder.resolve(file);
      Files.delete(path);
      switch (kind) {
        case "folder" -> Files.createDirectory(path);
        case "empty" -> Files.createFile(path);
        case "device" -> Files.createSymbolicLink(path, Path.of("/dev/zero"));
        case "loop" -> Files.createSymbolicLink(path, path);
        default -> Files.createSymbolicLink(path, folder.resolve("nowhere"));
      }
    }
    boolean gone = kind.equals("loop") || kind.equals("nowhere");
    assertOneSentence(signs(), "Set2/t.png", gone ? "found neither" : found);
    assertOneSentence(billiards(), "test/1.png", found);
  }

  @ParameterizedTest
  @CsvSource({
    "gif, found Invalid block length for LZW",
    "bmp, found a truncated file",
    "tif, found a truncated file"
  })
  void otherImagesCutShort(String format, String found) throws IOException {
    Path file = folder.resolve("Set2/t.png");
    ImageIO.write(noise(64, 48, 1), format, file.toFile());
    assertThat(signs()).isNull();
    byte[] image = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(image, image.length / 2));
    assertOneSentence(signs(), "Set2/t.png", found);
  }

  @Test
  void annotationsAreRegularFiles() throws IOException {
    Files.delete(folder.resolve("valid/1.json"));
    Files.createSymbolicLink(folder.resolve("valid/1.json"), Path.of("/dev/zero"));
    assertOneSentence(billiards(), "valid/1.json", "found no regular file; replace it");
    Files.delete(folder.resolve("valid/1.json"));
    Files.delete(folder.resolve("Set2/annotations.txt"));
    Files.createSymbolicLink(folder.resolve("Set2/annotations.txt"), Path.of("/dev/zero"));
    assertOneSentence(signs(), "Set2/annotations.txt", "found no regular file; give the folder");
    Files.delete(folder.resolve("Set2/annotations.txt"));
    Files.delete(folder.resolve("Set1/annotations.txt"));
    Files.createDirectory(folder.resolve("Set1/annotations.txt"));
    assertOneSentence(signs(), "Set1/annotations.txt", "found a folder; give the folder");
  }

  @ParameterizedTest
  @CsvSource({
    "empty, found an empty file",
    "text, found another format",
    "header, found ",
    "half, found a truncated PNG of",
    "end, found a truncated PNG of",
    "pixel, found a PNG with a wrong checksum at byte",
    "checksum, found a PNG with a wrong checksum at byte",
    "size, found a PNG with a wrong checksum at byte 12",
    "negative, found ",
    "one more, found more after the end of the PNG at byte",
    "twice, found more after the end of the PNG at byte",
  })
  void pngs(String damage, String found) throws IOException {
    Path file = folder.resolve("Set2/t.png");
    byte[] png = Files.readAllBytes(file);
    Files.write(
        file,
        switch (damage) {
          case "empty" -> new byte[0];
          case "text" -> "no image".getBytes(StandardCharsets.US_ASCII);
          case "header" -> Arrays.copyOf(png, 12);
          case "half" -> Arrays.copyOf(png, png.length / 2);
          case "end" -> Arrays.copyOf(png, png.length - 1);
          case "pixel" -> flipped(png, png.length - 30);
          case "checksum" -> flipped(png, png.length - 14);
          case "size" -> flipped(png, 19);
          case "one more" -> Arrays.copyOf(png, png.length + 1);
          case "twice" -> joined(png, png);
          default -> sized(png, -1, 64);
        });
    assertOneSentence(signs(), "Set2/t.png", found);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 800, -100, -2, -1})
  void jpegs(int kept) throws IOException {
    Path file = folder.resolve("Set2/t.png"); // The content decides the format.
    byte[] jpeg = jpeg(64, 48);
    Files.write(file, jpeg);
    assertThat(signs()).isNull();
    Files.write(file, Arrays.copyOf(jpeg, kept < 0 ? jpeg.length + kept : kept));
    assertOneSentence(signs(), "Set2/t.png", ": expected a whole JPEG, PNG, GIF, BMP or TIFF");
  }

  @Test
  void twoJpegsInOneFileAreTold() throws IOException {
    Path file = folder.resolve("Set2/t.png");
    byte[] jpeg = jpeg(64, 48);
    Files.write(file, joined(jpeg, jpeg));
    assertOneSentence(signs(), "Set2/t.png", "found a second JPEG after the first, at byte ");
    Files.write(file, joined(Arrays.copyOf(jpeg, 900), jpeg));
    assertOneSentence(signs(), "Set2/t.png", "found a truncated JPEG of ");
  }

  @Test
  void whatCamerasWriteBehindAJpegIsAccepted() throws IOException {
    Path file = folder.resolve("Set2/t.png");
    byte[] jpeg = jpeg(64, 48);
    byte[] stereo = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE2, 0, 6, 'M', 'P', 'F', 0};
    for (byte[] photo :
        new byte[][] {
          Arrays.copyOf(jpeg, jpeg.length + 500), // padding
          joined(jpeg, jpeg(16, 12)), // a preview
          joined(jpeg, "....ftypmp42".getBytes(StandardCharsets.US_ASCII)), // a film
          joined(stereo, joined(Arrays.copyOfRange(jpeg, 2, jpeg.length), jpeg)),
        }) {
      Files.write(file, photo);
      assertThat(signs()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void imagesCutShortAreToldByTheChecksum(String format) throws IOException {
    Dataset data = signsOptions().open(1);
    byte[] image =
        format.equals("jpg") ? jpeg(64, 48) : Files.readAllBytes(folder.resolve("Set2/t.png"));
    Files.write(folder.resolve("Set2/t.png"), image);
    assertThat(data.checksum()).hasSize(64);
    Files.write(folder.resolve("Set2/t.png"), Arrays.copyOf(image, image.length - 2));
    assertOneSentence(catchThrowable(data::checksum), "Set2/t.png", "found a truncated ");
  }

  @Test
  void imagesThatAreTooLargeAreNotDecoded() throws IOException {
    for (String file : new String[] {"Set1/b.png", "train/1.png"}) {
      byte[] png = Files.readAllBytes(folder.resolve(file));
      Files.write(folder.resolve(file), sized(png, 12_000, 12_000));
      assertOneSentence(
          file.startsWith("Set1") ? signs() : billiards(),
          file,
          ", found height 12000 and width 12000; scale the file down, or raise height and width");
    }
  }

  @Test
  void anImageHasOneLabelAndOneSplit() throws IOException {
    Files.copy(folder.resolve("train/1.png"), folder.resolve("train/2.png"));
    Files.copy(folder.resolve("train/1.json"), folder.resolve("train/2.json"));
    assertThat(billiards()).isNull();
    write("train/2.json", "[{\"position\": [0, 0, 1], \"number\": 2}]");
    assertOneSentence(billiards(), "train/2.png", "train/1.json, label 0", "train/2.json, label 1");
    Files.delete(folder.resolve("Set2/t.png"));
    Files.createSymbolicLink(folder.resolve("Set2/t.png"), folder.resolve("Set1/a.png"));
    assertOneSentence(
        signs(), "Set2/t.png", "Set1/annotations.txt:1", "Set2/annotations.txt:1", "remove one");
  }

  @ParameterizedTest
  @CsvSource({
    "empty, found a truncated header",
    "zip, found a truncated header",
    "short, found a truncated file with only 5",
    "long, found more: the file is over-long",
    "huge, found a file of more than 65542 bytes",
    "gzip followed, found more: the file is over-long",
    "gzip followed by much, found more: the file is over-long",
    "gzip followed by gzip, found more: the file is over-long",
    "gzip half, found a truncated gzip stream",
    "gzip damaged, found damaged gzip data",
    "gzip header, found a truncated gzip stream",
  })
  void idxFiles(String damage, String found) throws IOException {
    byte[] idx = ByteBuffer.allocate(14).putInt(0x801).putInt(6).array();
    byte[] gzip = gzip(idx);
    byte[] file =
        switch (damage) {
          case "empty" -> new byte[0];
          case "zip" -> new byte[] {'P', 'K'};
          case "short" -> Arrays.copyOf(idx, 13);
          case "long" -> Arrays.copyOf(idx, 15);
          case "huge" -> Arrays.copyOf(idx, 1 << 20);
          case "gzip followed" -> Arrays.copyOf(gzip, gzip.length + 1);
          case "gzip followed by much" -> Arrays.copyOf(gzip, gzip.length + 60_000);
          case "gzip followed by gzip" -> joined(gzip, gzip);
          case "gzip half" -> Arrays.copyOf(gzip, gzip.length / 2);
          case "gzip damaged" -> flipped(gzip, gzip.length - 8);
          default -> Arrays.copyOf(gzip, 3);
        };
    assertOneSentence(
        catchThrowable(
            () ->
                IdxReader.read(
                    folder.resolve("labels").toString(), new ByteArrayInputStream(file), 6)),
        "labels",
        found);
  }

  private Throwable signs() {
    return read(signsOptions());
  }

  private TrafficSignsOptions signsOptions() {
    return OptionRecords.with(
        TrafficSignsOptions.DEFAULTS,
        options(Map.of("signMin", 0.1, "signMax", 0.2, "validation", 1)));
  }

  private Throwable billiards() {
    return read(
        OptionRecords.with(
            BilliardsOptions.DEFAULTS, options(Map.of("ballSize", 0.1, "maxBalls", 4))));
  }

  private Map<String, Object> options(Map<String, Object> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.putAll(Map.of("height", 48, "width", 64, "path", folder.toString()));
    return all;
  }

  /** Opens a dataset and reads all its images; returns what is thrown. */
  private static Throwable read(DatasetSpec spec) {
    return catchThrowable(
        () -> {
          Dataset data = spec.open(1);
          try (NDManager manager = NDManager.newBaseManager()) {
            for (Split split : Split.values()) {
              for (int i = 0; i < data.size(split); i++) {
                data.batch(manager, split, i);
              }
            }
          }
        });
  }

  private void assertOneSentence(Throwable thrown, String file, String... parts) {
    assertThat(thrown)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(folder.resolve(file).toString())
        .hasMessageContainingAll(parts)
        .hasMessageMatching("[^\\p{Cntrl}]+; [a-z ]+[^;]*");
    assertThat(thrown.getMessage()).doesNotContain("Exception").hasSizeLessThan(600);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private void image(String file) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    ImageIO.write(noise(64, 48, file.hashCode()), "png", folder.resolve(file).toFile());
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(noise(width, height, 1), "jpg", out);
    return out.toByteArray();
  }

  private static BufferedImage noise(int width, int height, int seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, random.nextInt(1 << 24));
    }
    return image;
  }

  private static byte[] flipped(byte[] bytes, int index) {
    bytes[index] ^= 1;
    return bytes;
  }

  /** Returns a PNG whose header states another size, with the right checksum. */
  private static byte[] sized(byte[] png, int width, int height) {
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  private static byte[] gzip(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
