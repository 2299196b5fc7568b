package io.ats.datasets.scene;

import io.ats.core.data.Split;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Base of generated images, each a function of options, seed, split and index alone. */
public abstract class GeneratedScenes implements SceneSet {

  private final SceneSpec options;
  private final long seed;
  private final int version;

  /**
   * Creates the base.
   *
   * @param options that determine the images
   * @param version to be raised whenever the same options and seed give other images than before
   */
  protected GeneratedScenes(SceneSpec options, long seed, int version) {
    this.options = options;
    this.seed = seed;
    this.version = version;
  }

  /**
   * Returns what the images of each split are drawn with: no drawing of a training image may be in
   * a test image, or it could be known by heart.
   */
  protected static <T> Map<Split, T> ofEachSplit(Function<Split, T> drawings) {
    Map<Split, T> all = new EnumMap<>(Split.class);
    Arrays.stream(Split.values()).forEach(split -> all.put(split, drawings.apply(split)));
    return all;
  }

  @Override
  public final int size(Split split) {
    return options.size(split);
  }

  /** {@inheritDoc} SHA-256 of what the images are drawn with, the options and the seed. */
  @Override
  public final String checksum() {
    return Fingerprint.sha256(
        digest -> {
          addTo(digest);
          Fingerprint.add(digest, version + " " + options + " " + seed);
        });
  }

  /** Feeds what the images are drawn with to a digest. */
  protected abstract void addTo(MessageDigest digest);
}
