package io.ats.datasets.billiards;

import io.ats.core.data.Split;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import java.security.MessageDigest;
import java.util.stream.Stream;

/**
 * The synthetic twin: drawings of tables seen from above. Unlike in the published images there is
 * no perspective, no ball covers another, and the boxes of the two balls that decide are known.
 */
final class GeneratedBilliards extends GeneratedScenes {

  private static final int VERSION = 1;

  private final BilliardsOptions options;
  private final RackGenerator racks;
  private final BilliardsArt art;

  GeneratedBilliards(BilliardsOptions options, long seed) {
    super(options, seed, VERSION);
    this.options = options;
    this.racks = new RackGenerator(options, seed);
    this.art = new BilliardsArt(options, seed);
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

  @Override
  protected void addTo(MessageDigest digest) {
    art.addTo(digest);
  }
}
