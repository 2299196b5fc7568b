package io.ats.datasets.marines;

import io.ats.core.data.Split;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import java.security.MessageDigest;

/**
 * The synthetic twin of the paper's StarCraft II scenes: drawn battles, each with a {@link Minimap}
 * as its view. The boxes are those of the marines.
 */
final class Marines extends GeneratedScenes {

  private static final int VERSION = 1;

  private final MarinesOptions options;
  private final BattleGenerator battles;
  private final BattleArt art;

  Marines(MarinesOptions options, long seed) {
    super(options, seed, VERSION);
    this.options = options;
    this.battles = new BattleGenerator(options, seed);
    this.art = new BattleArt(options, seed);
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

  @Override
  protected void addTo(MessageDigest digest) {
    art.addTo(digest);
  }
}
