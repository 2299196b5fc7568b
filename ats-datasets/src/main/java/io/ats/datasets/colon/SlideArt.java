package io.ats.datasets.colon;

import io.ats.core.data.Split;
import io.ats.datasets.colon.Slide.Cell;
import io.ats.datasets.colon.Slide.Ring;
import io.ats.datasets.draw.Canvas;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import io.ats.datasets.tissue.Ground;
import java.awt.Color;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The drawings that a split's images of slides are composed of, each made once. */
final class SlideArt {

  /** The number of directions of a nucleus. */
  static final int HEADINGS = 16;

  /** The number of drawings of each kind of nucleus in each direction. */
  static final int VARIANTS = 4;

  /** The number of drawings of rings, each of another size. */
  static final int RINGS = 8;

  /** Names of the random streams. */
  private static final int GROUNDS = 2;

  private static final int NUCLEI = 3;
  private static final int ROUND = 4;

  private static final Color[] PLASMA = {
    new Color(0xDFA6C4), new Color(0xE6B4CC), new Color(0xD79CC0), new Color(0xE2AEBE)
  };

  /** The colour of all nuclei from afar, and by how much it varies. */
  private static final Color STAIN = new Color(0x7058A0);

  private static final double STAINING = 0.12;

  private static final Color LINING = new Color(0xC89AC6);
  private static final Color HOLLOW = new Color(0xF4EAF2);

  private final List<ColourBitmapScene> grounds = new ArrayList<>();
  private final List<Sprite> rings = new ArrayList<>();
  private final Map<NucleusKind, List<Sprite>> nuclei = new EnumMap<>(NucleusKind.class);

  SlideArt(ColonCancerOptions options, long seed, Split split) {
    int size = options.nucleusSize();
    int window = options.images().viewCell();
    for (int i = 0; i < options.grounds(); i++) {
      Color plasma = PLASMA[i % PLASMA.length];
      RandomGenerator random = Streams.of(seed, GROUNDS, split.ordinal(), i);
      grounds.add(
          Ground.draw(options.height(), options.width(), plasma, 4 * size, 2 * size, random));
    }
    for (int i = 0; i < RINGS; i++) {
      rings.add(ring(options.ringRadius(i), size, Streams.of(seed, ROUND, split.ordinal(), i)));
    }
    for (NucleusKind kind : NucleusKind.values()) {
      List<Sprite> drawings = new ArrayList<>();
      for (int i = 0; i < HEADINGS * VARIANTS; i++) {
        double angle = 2 * Math.PI * (i / VARIANTS) / HEADINGS;
        RandomGenerator random = Streams.of(seed, NUCLEI, split.ordinal(), kind.ordinal(), i);
        Color stain = Canvas.tone(STAIN, i % VARIANTS, VARIANTS, STAINING);
        drawings.add(Sprite.of(kind.nucleus().draw(size, angle, random)).evened(stain, window));
      }
      nuclei.put(kind, List.copyOf(drawings));
    }
  }

  private static Sprite ring(int radius, int size, RandomGenerator random) {
    double shift = 0.1 * size;
    double right = random.nextDouble(-shift, shift);
    double down = random.nextDouble(-shift, shift);
    double inner = 2 * (radius - 1.4 * size);
    return Sprite.of(
        Canvas.transparent(
            2 * radius,
            2 * radius,
            g -> {
              Canvas.ellipse(g, LINING, radius, radius, 2 * radius, 2 * radius);
              Canvas.ellipse(g, HOLLOW, radius + right, radius + down, inner, inner);
            }));
  }

  /** Returns the drawing of a nucleus. */
  Sprite sprite(NucleusKind kind, int heading, int variant) {
    return nuclei.get(kind).get(heading * VARIANTS + variant);
  }

  /** Returns the image of a slide. */
  SpriteScene scene(Slide slide) {
    Stream<PlacedSprite> below = slide.rings().stream().map(this::place);
    Stream<PlacedSprite> above = slide.cells().stream().map(this::place);
    return new SpriteScene(grounds.get(slide.ground()), Stream.concat(below, above).toList());
  }

  private PlacedSprite place(Ring ring) {
    return PlacedSprite.centred(rings.get(ring.variant()), ring.row(), ring.column());
  }

  private PlacedSprite place(Cell cell) {
    Sprite sprite = sprite(cell.kind(), cell.heading(), cell.variant());
    return PlacedSprite.centred(sprite, cell.row(), cell.column());
  }

  /** Feeds all drawings to a digest. */
  void addTo(MessageDigest digest) {
    grounds.forEach(ground -> digest.update(ground.bitmap().pixels()));
    rings.forEach(sprite -> sprite.addTo(digest));
    nuclei.values().forEach(sprites -> sprites.forEach(sprite -> sprite.addTo(digest)));
  }
}
