package io.ats.datasets.billiards;

import io.ats.core.Split;
import io.ats.datasets.files.Fingerprint;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;
import java.util.stream.Stream;

/**
 * The synthetic twin: flat pictures of tables seen from above. Unlike the published images there is
 * no perspective, no ball covers another, and the true boxes are known: the two balls that decide.
 */
final class GeneratedBilliards implements SceneSet {

  /** To be raised whenever the same options and seed come to give other racks. */
  private static final int VERSION = 1;

  private final BilliardsOptions options;
  private final long seed;
  private final RackGenerator racks;
  private final BilliardsArt art;

  GeneratedBilliards(BilliardsOptions options, long seed) {
    this.options = options;
    this.seed = seed;
    this.racks = new RackGenerator(options, seed);
    this.art = new BilliardsArt(options, seed);
  }

  @Override
  public int size(Split split) {
    return options.size(split);
  }

  /** {@inheritDoc} The boxes are those of the leftmost and the rightmost ball. */
  @Override
  public LabelledScene scene(Split split, int index) {
    Rack rack = racks.rack(split, index);
    float[][] boxes =
        Stream.of(rack.leftmost(), rack.rightmost())
            .distinct() // One ball alone is both.
            .map(art::box)
            .toArray(float[][]::new);
    return new LabelledScene(art.scene(rack), rack.label(), boxes);
  }

  @Override
  public String origin() {
    return String.format(
        "billiards: synthetic twin, %d to %d numbered balls on a drawn %d×%d table",
        options.minBalls(), options.maxBalls(), options.height(), options.width());
  }

  /** {@inheritDoc} SHA-256 of every drawing, the options and the seed. */
  @Override
  public String checksum() {
    return Fingerprint.sha256(
        digest -> {
          art.addTo(digest);
          Fingerprint.add(digest, VERSION + " " + options + " " + seed);
        });
  }
}
