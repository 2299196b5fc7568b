package io.ats.datasets.marines;

import io.ats.core.Split;
import io.ats.datasets.files.Fingerprint;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.SceneSet;

/**
 * The synthetic twin of the paper's StarCraft II scenes: drawn battles, each with its {@link
 * Minimap}. The boxes are the marines'.
 */
final class Marines implements SceneSet {

  /** To be raised whenever the same options and seed come to give other battles. */
  private static final int VERSION = 1;

  private final MarinesOptions options;
  private final long seed;
  private final BattleGenerator battles;
  private final BattleArt art;

  Marines(MarinesOptions options, long seed) {
    this.options = options;
    this.seed = seed;
    this.battles = new BattleGenerator(options, seed);
    this.art = new BattleArt(options, seed);
  }

  @Override
  public int size(Split split) {
    return options.size(split);
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    Battle battle = battles.battle(split, index);
    float[][] boxes = battle.marines().stream().map(art::box).toArray(float[][]::new);
    Minimap minimap = new Minimap(battle, options.height(), options.width());
    return new LabelledScene(art.scene(battle), battle.label(), boxes, minimap);
  }

  @Override
  public String origin() {
    return String.format(
        "marines: synthetic twin, drawn %d×%d battles, 0 to %d units of each of six kinds, %s",
        options.height(),
        options.width(),
        options.maxUnits(),
        switch (options.weighted()) {
          case NONE -> "natural counts";
          case TRAIN -> "balanced counts in training";
          case ALL -> "balanced counts";
        });
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
