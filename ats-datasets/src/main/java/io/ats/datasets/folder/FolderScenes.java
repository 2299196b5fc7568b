package io.ats.datasets.folder;

import io.ats.core.ImageSpec;
import io.ats.core.data.Split;
import io.ats.datasets.pyramid.RegionOptions;
import io.ats.datasets.scene.Fingerprint;
import io.ats.datasets.scene.Glass;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a folder, read when they are asked for. */
final class FolderScenes implements SceneSet {

  private final ImageFolderOptions options;
  private final FolderIndex index;
  private final Map<Split, List<IndexedFile>> files;
  private final FolderImages images;
  private final boolean mixed;

  FolderScenes(ImageFolderOptions options, FolderIndex index) {
    this.options = options;
    this.index = index;
    files = index.bySplit();
    images = new FolderImages(options, RegionOptions.DEFAULTS.cacheFolder());
    mixed =
        index.files().stream()
            .anyMatch(file -> !FolderIndex.sizes(options, file).equals(index.image()));
  }

  @Override
  public boolean mixed() {
    return mixed;
  }

  @Override
  public int size(Split split) {
    return files.get(split).size();
  }

  @Override
  public Optional<String> name(Split split, int at) {
    return Optional.of(files.get(split).get(at).file().name());
  }

  @Override
  public Optional<ImageSpec> sizes(Split split, int at) {
    return mixed
        ? Optional.of(FolderIndex.sizes(options, files.get(split).get(at)))
        : Optional.empty();
  }

  @Override
  public float[] label(Split split, int at) {
    return Classes.label(options, index.task(), files.get(split).get(at).file());
  }

  @Override
  public LabelledScene scene(Split split, int at) {
    IndexedFile file = files.get(split).get(at);
    return new LabelledScene(
        images.scene(file.file().file(), file.facts()), label(split, at), new float[0][]);
  }

  @Override
  public Optional<Glass> glass() {
    return options.background();
  }

  @Override
  public List<String> skipped() {
    List<String> skipped = new ArrayList<>();
    for (IndexedFile file : index.skipped()) {
      skipped.add(file.file().name() + ": " + file.facts().problem());
    }
    Map<Path, Long> white = images.whiteTiles();
    for (IndexedFile file : index.files()) {
      if (white.containsKey(file.file().file())) {
        skipped.add(
            "%s: %d tiles that cannot be read are white"
                .formatted(file.file().name(), white.get(file.file().file())));
      }
    }
    return skipped;
  }

  @Override
  public Map<String, String> records() {
    return Map.of("split.csv", SplitFile.text(index.files()));
  }

  @Override
  public String origin() {
    String skipped =
        index.skipped().isEmpty()
            ? ""
            : ", %d of %d files skipped"
                .formatted(index.skipped().size(), index.skipped().size() + index.files().size());
    return "image-folder: %s, %d train, %d validation, %d test images of %d classes%s"
        .formatted(
            options.path(),
            size(Split.TRAIN),
            size(Split.VALIDATION),
            size(Split.TEST),
            index.task().classes(),
            skipped);
  }

  /** {@inheritDoc} SHA-256 of the names, labels, splits and contents, and of how they are read. */
  @Override
  public String checksum() {
    return Fingerprint.sha256(
        digest -> {
          Fingerprint.add(digest, SplitFile.text(index.files()));
          Fingerprint.add(
              digest,
              "%s %s %s %s %s %s %s"
                  .formatted(
                      options.labels(),
                      options.viewScale(),
                      options.viewSize(),
                      options.micronsPerPixel(),
                      options.background(),
                      options.colours().mean(),
                      options.colours().deviation()));
        });
  }
}
