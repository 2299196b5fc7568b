package io.ats.datasets.marines;

import io.ats.datasets.draw.Canvas;
import io.ats.datasets.draw.ValueNoise;
import io.ats.datasets.marines.Battle.Effect;
import io.ats.datasets.marines.Battle.Unit;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The drawings that images of battles are composed of, each made once. */
final class BattleArt {

  /** The number of directions that a unit may face. */
  static final int HEADINGS = 16;

  /** The number of drawings of each kind of effect. */
  static final int VARIANTS = 16;

  /** Names of the random streams. */
  private static final int GROUNDS = 2;

  private static final int EFFECTS = 3;

  private static final Color[] SOILS = {
    new Color(0x5C5240), new Color(0x46503C), new Color(0x54545A), new Color(0x4A3E4C)
  };

  private final MarinesOptions options;
  private final List<ColourBitmapScene> grounds = new ArrayList<>();
  private final Map<UnitKind, List<Sprite>> units = new EnumMap<>(UnitKind.class);
  private final Map<EffectKind, List<Sprite>> effects = new EnumMap<>(EffectKind.class);

  BattleArt(MarinesOptions options, long seed) {
    this.options = options;
    for (int i = 0; i < options.grounds(); i++) {
      RandomGenerator random = Streams.of(seed, GROUNDS, i);
      grounds.add(ColourBitmapScene.of(ground(SOILS[i % SOILS.length], random)));
    }
    for (UnitKind kind : UnitKind.values()) {
      units.put(
          kind,
          IntStream.range(0, HEADINGS)
              .mapToObj(h -> kind.draw(options.unitPixels(), 2 * Math.PI * h / HEADINGS))
              .map(Sprite::of)
              .toList());
    }
    for (EffectKind kind : EffectKind.values()) {
      effects.put(
          kind,
          IntStream.range(0, VARIANTS)
              .mapToObj(i -> Streams.of(seed, EFFECTS, kind.ordinal(), i))
              .map(random -> Sprite.of(kind.draw(options.unitPixels(), random)))
              .toList());
    }
  }

  private BufferedImage ground(Color soil, RandomGenerator random) {
    int height = options.height();
    int width = options.width();
    BufferedImage image =
        Canvas.opaque(
            height,
            width,
            g -> {
              g.setColor(soil);
              g.fillRect(0, 0, width, height);
            });
    ValueNoise.add(image, random, Math.max(1, Math.min(height, width) / 8), 24);
    ValueNoise.add(image, random, Math.max(1, options.unitPixels() / 4), 14);
    return image;
  }

  /** Returns the drawing of a unit. */
  Sprite sprite(UnitKind kind, int heading) {
    return units.get(kind).get(heading);
  }

  /** Returns the image of a battle. */
  SpriteScene scene(Battle battle) {
    Stream<PlacedSprite> units = battle.units().stream().map(this::place);
    Stream<PlacedSprite> over = battle.effects().stream().map(this::place);
    return new SpriteScene(grounds.get(battle.ground()), Stream.concat(units, over).toList());
  }

  private PlacedSprite place(Unit unit) {
    return PlacedSprite.centred(sprite(unit.kind(), unit.heading()), unit.row(), unit.column());
  }

  private PlacedSprite place(Effect effect) {
    Sprite sprite = effects.get(effect.kind()).get(effect.variant());
    return PlacedSprite.centred(sprite, effect.row(), effect.column());
  }

  /** Returns top, left, bottom, right of a unit's drawing as fractions of the image. */
  float[] box(Unit unit) {
    int size = options.unitPixels();
    int top = unit.row() - size / 2;
    int left = unit.column() - size / 2;
    return Boxes.fractions(top, left, top + size, left + size, options.height(), options.width());
  }

  /** Feeds all drawings to a digest. */
  void addTo(MessageDigest digest) {
    grounds.forEach(ground -> digest.update(ground.bitmap().pixels()));
    units.values().forEach(sprites -> sprites.forEach(sprite -> sprite.addTo(digest)));
    effects.values().forEach(sprites -> sprites.forEach(sprite -> sprite.addTo(digest)));
  }
}
