package io.ats.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.sun.management.UnixOperatingSystemMXBean;
import io.ats.core.Border;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.source.Scene;
import io.ats.datasets.pyramid.PyramidOptions;
import io.ats.datasets.pyramid.PyramidWriter;
import io.ats.datasets.pyramid.RegionImage;
import io.ats.datasets.pyramid.RegionImages;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.pyramid.RegionScene;
import io.ats.datasets.scene.ColourBitmapScene;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pixels of a folder's images. */
class FolderImagesTest {

  @TempDir private Path path;
  private final NDManager manager = NDManager.newBaseManager();
  private ImageFolder folder;

  @BeforeEach
  void prepare() {
    folder = new ImageFolder(path);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static BufferedImage picture(int height, int width, int seed) {
    try {
      return ImageIO.read(new ByteArrayInputStream(ImageFolder.image("png", height, width, seed)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a tiled TIFF of noise. */
  private Path tiff(String name, int height, int width, double microns) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    PyramidWriter.write(
        ColourBitmapScene.of(picture(height, width, name.hashCode())),
        microns > 0 ? OptionalDouble.of(microns) : OptionalDouble.empty(),
        file,
        new PyramidOptions(64, PyramidOptions.DEFAULTS.compression(), 1, 1));
    return file;
  }

  /** Writes images of several sizes and formats, all of training. */
  private Dataset mixed(Object... options) throws IOException {
    folder.splits("a", "b");
    folder.png("train/a/wide.png", 40, 100, 1).png("train/b/high.png", 90, 30, 2);
    folder.file("train/a/x.bmp", ImageFolder.image("bmp", 33, 47, 3));
    folder.file("train/a/y.gif", ImageFolder.image("gif", 21, 20, 4));
    folder.file("train/b/z.jpg", ImageFolder.image("jpg", 64, 64, 5));
    tiff("train/b/t.tif", 150, 130, 0);
    return folder.options(options).open(0);
  }

  private NDArray whole(Batch batch, int height, int width) {
    NDArray origins =
        manager.zeros(new ai.djl.ndarray.types.Shape(batch.size(), 1, 2), DataType.INT64);
    return batch.views().source().crop(origins, height, width, Border.ZERO);
  }

  @Test
  void imagesHaveTheirOwnSizesAndTheSetTheLargest() throws IOException {
    Dataset data = mixed();
    assertThat(data.mixed()).isTrue();
    assertThat(data.image()).isEqualTo(new ImageSpec(3, 150, 130, 75, 65));
    assertThat(data.name(Split.TRAIN, 3)).isEqualTo("train/a/wide.png");
    Batch batch = data.batch(manager, Split.TRAIN, 3, 4);
    assertThat(batch.views().images())
        .containsExactly(new ImageSpec(3, 40, 100, 20, 50), new ImageSpec(3, 33, 47, 17, 24));
    assertThat(batch.views().source().height(0)).isEqualTo(40);
    assertThat(batch.views().source().width(1)).isEqualTo(47);
  }

  /** Its copy on disk is read once; view and pixels are then those in memory. */
  @Test
  void aSmallTiffOfStripsIsKeptInMemory() throws IOException {
    Path file = path.resolve("strips.tif");
    BufferedImage picture = picture(60, 80, 7);
    ImageIO.write(picture, "tiff", file.toFile());
    Path copies = path.resolve("copies");
    try (FolderImages images = new FolderImages(folder.options("cache", 8), copies)) {
      FileFacts facts = images.facts(file);
      assertThat(facts.format()).isEqualTo(RegionImages.STRIPS);
      Scene scene = images.scene(file, facts);
      try (Stream<Path> all = Files.walk(copies)) {
        all.filter(Files::isRegularFile).forEach(copy -> copy.toFile().delete());
      }
      assertThat(images.scene(file, facts)).isSameAs(scene);
      Scene expected = ColourBitmapScene.of(picture);
      float[] pixels = new float[3 * 60 * 80];
      float[] wanted = new float[3 * 60 * 80];
      scene.render(0, 0, 60, 80, pixels, 0);
      expected.render(0, 0, 60, 80, wanted, 0);
      assertThat(pixels).isEqualTo(wanted);
      float[] view = new float[3 * 20 * 30];
      float[] wantedView = new float[3 * 20 * 30];
      scene.renderView(20, 30, view, 0);
      expected.renderView(20, 30, wantedView, 0);
      assertThat(view).isEqualTo(wantedView);
    }
  }

  @Test
  void aBatchOfMixedSizesIsEachImageAlone() throws IOException {
    Dataset data = mixed();
    int[] all = new int[data.size(Split.TRAIN)];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    Batch batch = data.batch(manager, Split.TRAIN, all);
    NDArray pixels = whole(batch, 150, 130);
    for (int i : all) {
      Batch alone = data.batch(manager, Split.TRAIN, i);
      assertThat(whole(alone, 150, 130).toFloatArray()).isEqualTo(pixels.get(i).toFloatArray());
      assertThat(alone.views().low().toFloatArray())
          .isEqualTo(batch.views().low().get(i).toFloatArray());
      assertThat(alone.labels().toLongArray()).containsExactly(batch.labels().getLong(i));
    }
  }

  @Test
  void pixelsAreThoseOfTheFile() throws IOException {
    Dataset data = mixed();
    int[] sides = {100, 40};
    float[] values = new float[3 * sides[1] * sides[0]];
    ColourBitmapScene.of(picture(40, 100, 1)).render(0, 0, 40, 100, values, 0);
    Batch batch = data.batch(manager, Split.TRAIN, 3);
    assertThat(whole(batch, 40, 100).toFloatArray()).isEqualTo(values);
    float[] view = new float[3 * 20 * 50];
    ColourBitmapScene.of(picture(40, 100, 1)).renderView(20, 50, view, 0);
    assertThat(batch.views().low().get(":, :, :20, :50").toFloatArray()).isEqualTo(view);
    assertThat(batch.views().low().get(":, :, 20:, :").abs().max().getFloat()).isZero();
  }

  @Test
  void viewsOfAFixedSideNeedNoMixedViews() throws IOException {
    Dataset data = mixed("viewSize", 12);
    assertThat(data.image()).isEqualTo(new ImageSpec(3, 150, 130, 12, 12));
    assertThat(data.batch(manager, Split.TRAIN, 0, 3).views().low().getShape().getShape())
        .containsExactly(2, 3, 12, 12);
    assertThatThrownBy(() -> FolderIndex.of(folder.options("viewSize", 13)).image())
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("view-size = 13 is more than a side of the image", "of 12×16");
  }

  @Test
  void oneSizeIsNotMixed() {
    Dataset data = folder.splits("a", "b").options().open(0);
    assertThat(data.mixed()).isFalse();
    assertThat(data.batch(manager, Split.TRAIN, 0).views().images()).isEmpty();
  }

  @Test
  void imagesAreReadAtAResolution() throws IOException {
    List<String> rows = new ArrayList<>(List.of("file,label,split"));
    double[] microns = {0.25, 0.3, 0.5};
    String[] splits = {"train", "val", "test"};
    for (int i = 0; i < 6; i++) {
      tiff(i + ".tif", 101 + i, 131, microns[i / 2]);
      rows.add(i + ".tif," + i % 2 + "," + splits[i / 2]);
    }
    folder.text("t.csv", rows.toArray(String[]::new));
    ImageFolderOptions options = ImageFolder.options(path.resolve("t.csv"), "micronsPerPixel", 0.5);
    Dataset data = options.open(0);
    Batch batch = data.batch(manager, Split.TRAIN, 0, 1);
    assertThat(batch.views().source().height(0)).isEqualTo(50);
    assertThat(data.batch(manager, Split.TEST, 1).views().source().height(0)).isEqualTo(106);
    float[] expected = new float[3 * 50 * 66];
    try (RegionImage image = new RegionImages(RegionOptions.DEFAULTS).open(path.resolve("0.tif"))) {
      RegionScene.of(image, RegionOptions.DEFAULTS, 0.5).render(0, 0, 50, 66, expected, 0);
    }
    assertThat(whole(data.batch(manager, Split.TRAIN, 0), 50, 66).toFloatArray())
        .isEqualTo(expected);
    folder.png("p.png").text("u.csv", "file,label", "0.tif,a", "p.png,b");
    assertThatThrownBy(
            () ->
                FolderIndex.of(ImageFolder.options(path.resolve("u.csv"), "micronsPerPixel", 0.5)))
        .hasMessageContaining("p.png: it states no micrometres per pixel");
    assertThatThrownBy(
            () ->
                FolderIndex.of(ImageFolder.options(path.resolve("t.csv"), "micronsPerPixel", 1e-9)))
        .hasMessageContaining("too many pixels at 1.0E-9 micrometres per pixel");
  }

  @Test
  void sidesAtAResolutionAreThoseOfTheReader() throws IOException {
    Path file = tiff("x.tif", 133, 57, 0.25);
    Random random = new Random(1);
    try (RegionImage image = new RegionImages(RegionOptions.DEFAULTS).open(file)) {
      double own = image.micronsPerPixel().orElseThrow();
      FileFacts facts = new FileFacts(133, 57, 1, "", own, "TIFF", "");
      for (int i = 0; i < 2000; i++) {
        double asked = i < 1000 ? 0.05 + random.nextDouble() : own * 2 * 133 / (2 * (i - 900) + 1);
        RegionScene scene = RegionScene.of(image, RegionOptions.DEFAULTS, asked);
        assertThat(facts.sides(asked)).containsExactly(scene.height(), scene.width());
      }
    }
  }

  @Test
  void largePlainImagesAreReadByRegion() {
    folder.splits("a", "b").png("train/a/large.png", 2100, 2001, 3);
    Dataset data = folder.options().open(0);
    Batch batch = data.batch(manager, Split.TRAIN, 3);
    assertThat(data.name(Split.TRAIN, 3)).isEqualTo("train/a/large.png");
    NDArray origins = manager.create(new long[] {2090, 1990}).reshape(1, 1, 2);
    float[] expected = new float[3 * 100];
    ColourBitmapScene.of(picture(2100, 2001, 3)).render(2090, 1990, 10, 10, expected, 0);
    assertThat(batch.views().source().crop(origins, 10, 10, Border.ZERO).toFloatArray())
        .isEqualTo(expected);
  }

  /** Such a slide is a small photograph with folders beside it. */
  @Test
  void aSlideOfSeveralFilesIsNoPlainImage() throws IOException {
    Path file = path.resolve("x.mrxs");
    Files.write(file, ImageFolder.image("jpg", 20, 20, 1));
    try (FolderImages images =
        new FolderImages(folder.options(), RegionOptions.DEFAULTS.cacheFolder())) {
      assertThatThrownBy(() -> images.facts(file)).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void aFileThatChangedMeanwhileIsNamed() throws IOException {
    folder.splits("a", "b");
    Dataset data = folder.options().open(0);
    folder.png("train/a/0.png", 12, 17, 3);
    assertThatThrownBy(() -> data.batch(manager, Split.TRAIN, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("train/a/0.png", "changed since it was first read");
    Path tiled = tiff("train/c/1.tif", 70, 70, 0);
    try (FolderImages images =
        new FolderImages(folder.options(), RegionOptions.DEFAULTS.cacheFolder())) {
      FileFacts facts = images.facts(tiled);
      tiff("train/c/2.tif", 70, 71, 0);
      Scene scene = images.scene(path.resolve("train/c/2.tif"), facts);
      assertThatThrownBy(() -> scene.render(0, 0, 1, 1, new float[3], 0))
          .hasMessageContaining("changed since it was first read");
    }
    Files.delete(path.resolve("train/a/1.png"));
    assertThatThrownBy(() -> data.batch(manager, Split.TRAIN, 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("train/a/1.png", "no such file");
  }

  @Test
  void tilesThatCannotBeReadAreAnErrorOrCounted() throws IOException {
    folder.splits("a", "b");
    Path file = tiff("train/a/t.tif", 150, 130, 0);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(8);
      bytes.write(new byte[5000]); // the first tile
    }
    Dataset strict = folder.options().open(0);
    assertThatThrownBy(() -> whole(strict.batch(manager, Split.TRAIN, 3), 150, 130))
        .hasMessageContainingAll("t.tif", "expected a whole tile at level 0");
    Dataset data = folder.options("onError", OnError.SKIP).open(0);
    assertThat(data.skipped()).isEmpty();
    NDArray pixels = whole(data.batch(manager, Split.TRAIN, 3), 150, 130);
    assertThat(pixels.get(":, :, :, :64, :64").min().getFloat()).isEqualTo(1);
    assertThat(data.skipped())
        .containsExactly("train/a/t.tif: 1 tiles that cannot be read are white");
  }

  @Test
  void thousandsOfFilesDoNotExhaustTheHandles() throws IOException {
    Assumptions.assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean);
    UnixOperatingSystemMXBean system =
        (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    List<FolderFile> files = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      String name = (i % 2) + "/" + i + (i % 20 == 0 ? ".tif" : ".png");
      if (i % 20 == 0) {
        tiff(name, 16, 16, 0);
      } else {
        folder.png(name, 1 + i % 50, 1 + i / 50, i);
      }
      files.add(new FolderFile(path.resolve(name), name, List.of("a"), "", null, name));
    }
    long before = system.getOpenFileDescriptorCount();
    AtomicLong most = new AtomicLong();
    List<IndexedFile> read =
        new FileReader(folder.options())
            .read(
                files,
                done -> most.accumulateAndGet(system.getOpenFileDescriptorCount(), Math::max));
    assertThat(read).allMatch(file -> file.facts().good());
    assertThat(most.get()).isLessThan(before + 200);
    assertThat(system.getOpenFileDescriptorCount()).isLessThan(before + 10);
    try (FolderImages images =
        new FolderImages(folder.options("cache", 2), RegionOptions.DEFAULTS.cacheFolder())) {
      for (IndexedFile file : read) {
        Scene scene = images.scene(file.file().file(), file.facts());
        scene.render(0, 0, 1, 1, new float[3], 0);
      }
      assertThat(system.getOpenFileDescriptorCount()).isLessThan(before + 200);
    }
  }
}
