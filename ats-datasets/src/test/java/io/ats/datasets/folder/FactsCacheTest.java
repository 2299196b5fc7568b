package io.ats.datasets.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.pyramid.UnwritableCacheException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {

  @TempDir private Path path;
  @TempDir private Path caches;
  private ImageFolder folder;
  private Path file;
  private int reads;

  @BeforeEach
  void prepare() {
    folder = new ImageFolder(path).png("a/1.png", 5, 7, 1);
    file = path.resolve("a/1.png");
  }

  private FileFacts get(Path cacheFolder) throws IOException {
    FactsCache cache = FactsCache.of(cacheFolder, path);
    FileFacts facts =
        cache.get(
            file,
            own -> {
              reads++;
              try (FolderImages images = new FolderImages(folder.options(), cacheFolder)) {
                return images.facts(own);
              }
            });
    cache.save();
    return facts;
  }

  private Path kept() throws IOException {
    try (Stream<Path> all = Files.walk(caches)) {
      return all.filter(Files::isRegularFile).toList().get(0);
    }
  }

  @Test
  void aSecondReadingDecodesNothing() throws IOException {
    FileFacts facts = get(caches);
    assertThat(facts.height()).isEqualTo(5);
    assertThat(facts.width()).isEqualTo(7);
    assertThat(facts.format()).isEqualTo("PNG");
    assertThat(get(caches)).isEqualTo(facts);
    assertThat(reads).isEqualTo(1);
    assertThat(kept().getParent().getParent()).isEqualTo(caches);
  }

  @Test
  void aFileThatChangedIsReadAgain() throws IOException {
    FileFacts facts = get(caches);
    FileTime time = Files.getLastModifiedTime(file);
    folder.png("a/1.png", 5, 8, 1);
    Files.setLastModifiedTime(file, time);
    assertThat(get(caches).width()).isEqualTo(8);
    assertThat(get(caches).width()).isEqualTo(8);
    assertThat(reads).isEqualTo(2);
    folder.png("a/1.png", 5, 7, 1);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
    assertThat(get(caches)).isEqualTo(facts);
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void aBadFileIsReadAgain() throws IOException {
    FactsCache cache = FactsCache.of(caches, path);
    cache.get(file, own -> FileFacts.bad(1, "bad"));
    cache.save();
    assertThat(get(caches).good()).isTrue();
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void namesWithAnyCharactersAreKept() throws IOException {
    folder.png("a/=x, \"ü\"\n'.png", 5, 7, 1);
    file = path.resolve("a/=x, \"ü\"\n'.png");
    get(caches);
    get(caches);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aDamagedCacheDoesNoHarm() throws IOException {
    FileFacts facts = get(caches);
    String text = Files.readString(kept());
    for (String damaged :
        List.of(
            "",
            "\n",
            "nonsense",
            text.substring(0, text.length() - 2),
            text.replace(",5,7,", ",5,9,"),
            text.replace(",5,7,", ",five,7,"),
            text.substring(text.indexOf('\n') + 1),
            text + "\"")) {
      Files.writeString(kept(), damaged);
      assertThat(get(caches)).as(damaged).isEqualTo(facts);
    }
    assertThat(reads).isEqualTo(9);
    Files.write(kept(), new byte[] {(byte) 0xFF, (byte) 0xFE});
    assertThat(get(caches)).isEqualTo(facts);
  }

  @Test
  void aFolderThatCannotBeWrittenDoesNoHarm() throws IOException {
    Path plain = Files.createFile(caches.resolve("file"));
    assertThat(get(plain).good()).isTrue();
    assertThat(get(plain).good()).isTrue();
    assertThat(reads).isEqualTo(2);
  }

  /** A large image needs the folder: that it cannot be written is no fault of the image. */
  @Test
  void aLargeImageIsNotSkippedBecauseOfTheFolder() throws IOException {
    folder.png("a/large.png", 2100, 2000, 1);
    Path plain = Files.createFile(caches.resolve("file"));
    Path large = path.resolve("a/large.png");
    FolderFile listed = new FolderFile(large, "large", List.of("a"), "", null, "");
    ImageFolderOptions options = folder.options("onError", OnError.SKIP);
    assertThatThrownBy(() -> new FileReader(options, plain, false).read(List.of(listed)))
        .isInstanceOf(UnwritableCacheException.class)
        .hasMessageContaining(plain + ": expected a folder that can be written");
  }

  @Test
  void testsHaveAFolderOfTheirOwn() {
    assertThat(RegionOptions.DEFAULTS.cacheFolder()).endsWithRaw(Path.of("target", "cache"));
  }
}
