package io.ats.datasets.lymphoma;

import io.ats.core.data.Split;
import io.ats.core.options.OptionException;
import io.ats.core.source.Scene;
import io.ats.datasets.folder.ClassFolders;
import io.ats.datasets.scene.Fingerprint;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The images as they are published: folders {@code CLL}, {@code FL} and {@code MCL} of TIFF files.
 * There are no splits, so these are drawn, another for each seed, and no true regions of interest.
 */
final class PublishedLymphoma implements SceneSet {

  private final LymphomaOptions options;
  private final SceneSet whole;

  /**
   * Reads the files.
   *
   * @throws OptionException if one is missing, damaged or too small, or in a folder of no class,
   *     naming it
   */
  PublishedLymphoma(LymphomaOptions options, long seed) {
    this.options = options;
    Path folder = Path.of(options.path());
    whole = ClassFolders.read(folder, options.target(), options.images(), options.cache(), seed);
  }

  @Override
  public int size(Split split) {
    return whole.size(split);
  }

  @Override
  public Optional<String> name(Split split, int index) {
    return whole.name(split, index);
  }

  @Override
  public float[] label(Split split, int index) {
    return whole.label(split, index);
  }

  /** {@inheritDoc} The middle of a file's image. */
  @Override
  public LabelledScene scene(Split split, int index) {
    LabelledScene image = whole.scene(split, index);
    Scene crop = options.crop().middle(image.scene());
    return new LabelledScene(crop, image.label(), image.boxes());
  }

  /** {@inheritDoc} A part of a file's image, anywhere. */
  @Override
  public LabelledScene trainingScene(int index, RandomGenerator random) {
    LabelledScene image = whole.scene(Split.TRAIN, index);
    Scene crop = options.crop().anywhere(image.scene(), random);
    return new LabelledScene(crop, image.label(), image.boxes());
  }

  @Override
  public Map<String, String> records() {
    return whole.records();
  }

  @Override
  public String origin() {
    return String.format(
        "lymphoma: published images (%s), %d train, %d validation, %d test, crops of %d×%d",
        options.path(),
        size(Split.TRAIN),
        size(Split.VALIDATION),
        size(Split.TEST),
        options.height(),
        options.width());
  }

  @Override
  public String checksum() {
    return Fingerprint.sha256(
        digest ->
            Fingerprint.add(
                digest, whole.checksum() + " " + options.height() + " " + options.width()));
  }
}
