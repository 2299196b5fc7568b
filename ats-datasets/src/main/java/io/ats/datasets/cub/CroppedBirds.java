package io.ats.datasets.cub;

import io.ats.core.data.Split;
import io.ats.datasets.scene.Fingerprint;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import io.ats.datasets.scene.WindowScene;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Images cropped as in NTS-Net, boxes too: the middle; in training any part, by half mirrored left
 * to right.
 */
final class CroppedBirds implements SceneSet {

  private final SceneSet birds;
  private final Cub200Options options;

  CroppedBirds(SceneSet birds, Cub200Options options) {
    this.birds = birds;
    this.options = options;
  }

  @Override
  public int size(Split split) {
    return birds.size(split);
  }

  @Override
  public float[] label(Split split, int index) {
    return birds.label(split, index);
  }

  @Override
  public Optional<String> name(Split split, int index) {
    return birds.name(split, index);
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    LabelledScene bird = birds.scene(split, index);
    return cropped(bird, options.crop().middle(bird.scene()));
  }

  @Override
  public LabelledScene trainingScene(int index, RandomGenerator random) {
    if (!options.augment()) {
      return scene(Split.TRAIN, index);
    }
    LabelledScene bird = birds.scene(Split.TRAIN, index);
    WindowScene window = options.crop().anywhere(bird.scene(), random);
    return cropped(bird, random.nextBoolean() ? window.flipped() : window);
  }

  private static LabelledScene cropped(LabelledScene bird, WindowScene window) {
    float[][] boxes =
        Arrays.stream(bird.boxes())
            .map(window::box)
            .filter(box -> box[0] < box[2] && box[1] < box[3])
            .toArray(float[][]::new);
    return new LabelledScene(window, bird.label(), boxes);
  }

  @Override
  public Map<String, String> records() {
    return birds.records();
  }

  @Override
  public String origin() {
    return "%s; %d×%d pixels of %d×%d"
        .formatted(
            birds.origin(),
            options.height(),
            options.width(),
            options.resized().height(),
            options.resized().width());
  }

  /** {@inheritDoc} SHA-256 of that of the whole images, and of the crop. */
  @Override
  public String checksum() {
    String crop = " %d %d %s".formatted(options.height(), options.width(), options.augment());
    return Fingerprint.sha256(digest -> Fingerprint.add(digest, birds.checksum() + crop));
  }
}
