package io.ats.datasets.signs;

import io.ats.core.data.Split;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import java.security.MessageDigest;

/** The synthetic twin: drawn streets with signs at known places. */
final class GeneratedSigns extends GeneratedScenes {

  private static final int VERSION = 1;

  private final TrafficSignsOptions options;
  private final StreetGenerator streets;
  private final StreetArt art;

  GeneratedSigns(TrafficSignsOptions options, long seed) {
    super(options, seed, VERSION);
    this.options = options;
    this.streets = new StreetGenerator(options, seed);
    this.art = new StreetArt(options, seed);
  }

  /** {@inheritDoc} The box is that of the sign with the limit; there is none for class none. */
  @Override
  public LabelledScene scene(Split split, int index) {
    Street street = streets.street(split, index);
    float[][] boxes =
        street.deciding().stream()
            .map(sign -> sign.box(options.height(), options.width()))
            .toArray(float[][]::new);
    return new LabelledScene(art.scene(street), street.limit().ordinal(), boxes);
  }

  @Override
  public String origin() {
    return String.format(
        "traffic-signs: synthetic twin, drawn %d×%d streets with signs of %.0f to %.0f pixels",
        options.height(),
        options.width(),
        options.signMin() * options.height(),
        options.signMax() * options.height());
  }

  @Override
  protected void addTo(MessageDigest digest) {
    art.addTo(digest);
  }
}
