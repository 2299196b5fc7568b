package io.ats.datasets.signs;

import io.ats.core.Split;
import io.ats.datasets.files.Fingerprint;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;

/** The synthetic twin: drawn streets with signs, whose places are known. */
final class GeneratedSigns implements SceneSet {

  /** To be raised whenever the same options and seed come to give other streets. */
  private static final int VERSION = 1;

  private final TrafficSignsOptions options;
  private final long seed;
  private final StreetGenerator streets;
  private final StreetArt art;

  GeneratedSigns(TrafficSignsOptions options, long seed) {
    this.options = options;
    this.seed = seed;
    this.streets = new StreetGenerator(options, seed);
    this.art = new StreetArt(options, seed);
  }

  @Override
  public int size(Split split) {
    return options.size(split);
  }

  /** {@inheritDoc} The box is that of the sign with the limit; class none has no box. */
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

  /** {@inheritDoc} SHA-256 of every drawing, one sign of each face, the options and the seed. */
  @Override
  public String checksum() {
    return Fingerprint.sha256(
        digest -> {
          art.addTo(digest);
          Fingerprint.add(digest, VERSION + " " + options + " " + seed);
        });
  }
}
