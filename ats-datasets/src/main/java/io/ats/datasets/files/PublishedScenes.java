package io.ats.datasets.files;

import io.ats.core.data.Split;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.Fingerprint;
import io.ats.datasets.scene.ImageOptions;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Base of published images: labelled files, each read and resized when it is asked for. */
public abstract class PublishedScenes implements SceneSet {

  private final ImageOptions options;
  private final ImageCache images;
  private final Map<Split, List<LabelledFile>> files = new EnumMap<>(Split.class);

  /**
   * Creates the base, without files.
   *
   * @param options the images' sizes, and the greatest number in each split
   * @param cache memory for decoded images, in units of 10⁶ bytes
   */
  protected PublishedScenes(ImageOptions options, int cache) {
    this.options = options;
    this.images = new ImageCache(options.height(), options.width(), cache);
  }

  /** Sets the files of a split: the first of those given, as many as the options allow. */
  protected final void use(Split split, Stream<LabelledFile> published) {
    files.put(split, published.limit(options.size(split)).toList());
  }

  @Override
  public final int size(Split split) {
    return files.get(split).size();
  }

  @Override
  public final LabelledScene scene(Split split, int index) {
    LabelledFile file = files.get(split).get(index);
    ImageFile image = images.get(file.file());
    float[][] boxes =
        Arrays.stream(file.boxes())
            .map(b -> Boxes.fractions(b[0], b[1], b[2], b[3], image.height(), image.width()))
            .toArray(float[][]::new);
    return new LabelledScene(new ColourBitmapScene(image.bitmap()), file.label(), boxes);
  }

  /**
   * {@inheritDoc} SHA-256 of the names, labels, boxes and contents of all files used, and of the
   * images' sizes; reads every file once, as an epoch does.
   */
  @Override
  public final String checksum() {
    return Fingerprint.sha256(
        digest -> {
          for (Split split : Split.values()) {
            for (LabelledFile file : files.get(split)) {
              String boxes = Arrays.deepToString(file.boxes());
              Fingerprint.add(
                  digest, split + " " + file.file().getFileName() + " " + file.label() + boxes);
              Fingerprint.add(digest, file.file());
            }
          }
          String sizes = options.height() + " " + options.width() + " " + options.viewScale();
          Fingerprint.add(digest, sizes);
        });
  }
}
