package io.ats.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.pyramid.Level;
import io.ats.datasets.pyramid.RegionImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenImagesTest {

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();

  /** Fails if it is read after it was closed. */
  private final class Fake implements RegionImage {
    private final Path file;
    private volatile boolean closed;

    Fake(Path file) {
      if (file.toString().startsWith("bad")) {
        throw new UncheckedIOException(new IOException("bad"));
      }
      this.file = file;
      opened.incrementAndGet();
      open.incrementAndGet();
    }

    @Override
    public Path file() {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      return file;
    }

    @Override
    public String format() {
      return "";
    }

    @Override
    public List<Level> levels() {
      return List.of();
    }

    @Override
    public OptionalDouble micronsPerPixel() {
      return OptionalDouble.empty();
    }

    @Override
    public void read(int level, int row, int column, int height, int width, byte[] target) {}

    @Override
    public long decodedTiles() {
      return 0;
    }

    @Override
    public long badTiles() {
      return 0;
    }

    @Override
    public String checksum() {
      return "";
    }

    @Override
    public void close() {
      assertThat(closed).isFalse();
      closed = true;
      open.decrementAndGet();
    }
  }

  private final OpenImages images = new OpenImages(Fake::new, 3);

  private void use(String name) {
    Path file = Path.of(name);
    assertThat(images.use(file, RegionImage::file)).isEqualTo(file);
  }

  @Test
  void theLastUsedStayOpen() {
    for (String name : List.of("a", "b", "c", "a", "d", "a", "c", "d")) {
      use(name);
    }
    assertThat(opened).hasValue(4);
    use("b");
    assertThat(opened).hasValue(5);
    assertThat(open).hasValue(3);
  }

  @Test
  void anImageInUseIsNotClosed() {
    Path file = Path.of("a");
    images.use(
        file,
        image -> {
          for (int i = 0; i < 10; i++) {
            use("other" + i);
            assertThat(image.file()).isEqualTo(file);
          }
          images.close();
          return image.file();
        });
    assertThat(open).hasValue(0);
  }

  @Test
  void whatCannotBeOpenedTakesNoPlace() {
    use("a");
    for (int i = 0; i < 20; i++) {
      Path bad = Path.of("bad" + i);
      assertThatThrownBy(() -> images.use(bad, RegionImage::file))
          .isInstanceOf(UncheckedIOException.class);
    }
    use("a");
    assertThat(opened).hasValue(1);
  }

  @Test
  void aUseThatFailsLetsGo() {
    assertThatThrownBy(
            () ->
                images.use(
                    Path.of("a"),
                    image -> {
                      throw new IllegalArgumentException("use");
                    }))
        .hasMessage("use");
    images.close();
    assertThat(open).hasValue(0);
  }

  @Test
  void severalThreadsKeepTheBound() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(
                  thread ->
                      threads.submit(
                          () -> {
                            Random random = new Random(thread);
                            for (int i = 0; i < 5000; i++) {
                              int name = random.nextInt(12);
                              if (name == 0) {
                                assertThatThrownBy(() -> use("bad"));
                              } else {
                                use("f" + name);
                              }
                              assertThat(open.get()).isLessThanOrEqualTo(3 + 8);
                            }
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(open.get()).isLessThanOrEqualTo(3);
  }
}
