package io.ats.datasets.lymphoma;

import io.ats.core.data.Split;
import io.ats.datasets.draw.Canvas;
import io.ats.datasets.lymphoma.Tissue.Cell;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import io.ats.datasets.tissue.Ground;
import io.ats.datasets.tissue.Nucleus;
import java.awt.Color;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The drawings that a split's images of tissue are composed of, each made once. */
final class TissueArt {

  /** The number of drawings of each kind of nucleus at each magnification. */
  static final int VARIANTS = 24;

  /** Names of the random streams. */
  private static final int GROUNDS = 2;

  private static final int NUCLEI = 3;

  /** The colour of all marked nuclei from afar, and by how much it varies. */
  private static final Color MARKED = new Color(0x8674B4);

  private static final double STAINING = 0.12;

  private static final Color[] PLASMA = {
    new Color(0xDCC0DC), new Color(0xE0C4D8), new Color(0xD2BCDC), new Color(0xE4CCDC)
  };

  private final LymphomaOptions options;
  private final List<ColourBitmapScene> grounds = new ArrayList<>();
  private final List<List<Sprite>> common = new ArrayList<>(); // by magnification and variant
  private final List<List<List<Sprite>>> marked = new ArrayList<>(); // by subtype, then so

  TissueArt(LymphomaOptions options, long seed, Split split) {
    this.options = options;
    int window = options.images().viewCell();
    for (int i = 0; i < options.grounds(); i++) {
      RandomGenerator random = Streams.of(seed, GROUNDS, split.ordinal(), i);
      Color plasma = PLASMA[i % PLASMA.length];
      int grain = options.maxNucleus();
      grounds.add(
          Ground.draw(options.wholeHeight(), options.wholeWidth(), plasma, 0, grain, random));
    }
    for (Subtype subtype : Subtype.values()) {
      List<List<Sprite>> sizes = new ArrayList<>();
      for (int i = 0; i < options.magnifications(); i++) {
        List<Sprite> drawn = nuclei(subtype.nucleus(), i, seed, split, subtype.ordinal() + 1);
        List<Sprite> even = new ArrayList<>();
        for (int j = 0; j < VARIANTS; j++) {
          Color stain = Canvas.tone(MARKED, j, VARIANTS, STAINING);
          even.add(drawn.get(j).evened(stain, window));
        }
        sizes.add(List.copyOf(even));
      }
      marked.add(sizes);
    }
    for (int i = 0; i < options.magnifications(); i++) {
      common.add(nuclei(Subtype.COMMON, i, seed, split, 0));
    }
  }

  private List<Sprite> nuclei(
      Nucleus nucleus, int magnification, long seed, Split split, int kind) {
    List<Sprite> drawings = new ArrayList<>();
    for (int i = 0; i < VARIANTS; i++) {
      RandomGenerator random = Streams.of(seed, NUCLEI, split.ordinal(), kind, magnification, i);
      double angle = random.nextDouble(2 * Math.PI);
      int size = options.diameter(magnification);
      drawings.add(Sprite.of(nucleus.draw(size, angle, random)));
    }
    return List.copyOf(drawings);
  }

  /** Returns the drawing of a nucleus. */
  Sprite sprite(Optional<Subtype> mark, int magnification, int variant) {
    return mark.map(subtype -> marked.get(subtype.ordinal()))
        .orElse(common)
        .get(magnification)
        .get(variant);
  }

  /** Returns the whole image, of which crops are made. */
  SpriteScene scene(Tissue tissue) {
    List<PlacedSprite> nuclei = new ArrayList<>();
    for (Cell cell : tissue.cells()) {
      Sprite sprite = sprite(cell.mark(), tissue.magnification(), cell.variant());
      nuclei.add(PlacedSprite.centred(sprite, cell.row(), cell.column()));
    }
    return new SpriteScene(grounds.get(tissue.ground()), nuclei);
  }

  /** Feeds all drawings to a digest. */
  void addTo(MessageDigest digest) {
    grounds.forEach(ground -> digest.update(ground.bitmap().pixels()));
    common.forEach(sprites -> sprites.forEach(sprite -> sprite.addTo(digest)));
    marked.forEach(
        sizes -> sizes.forEach(sprites -> sprites.forEach(sprite -> sprite.addTo(digest))));
  }
}
