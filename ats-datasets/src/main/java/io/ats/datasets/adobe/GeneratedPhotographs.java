package io.ats.datasets.adobe;

import io.ats.core.data.Split;
import io.ats.datasets.draw.Canvas;
import io.ats.datasets.draw.ValueNoise;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.GeneratedScenes;
import io.ats.datasets.scene.LabelledScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The synthetic twin: a landscape with stones and tufts, and small figures of one class, whose
 * boxes are known; of {@link Subject#NONE} with as many more stones and tufts. All cover areas of
 * the same sizes in the same colours, so that a view does not tell the class. Classes are as
 * frequent as among the published images.
 */
final class GeneratedPhotographs extends GeneratedScenes {

  private static final int VERSION = 2;

  /** The number of drawings of each figure for a split, which differ in size and colour too. */
  static final int VARIANTS = 16;

  /** Side at which the share is measured that a figure covers of its square, pixels. */
  private static final int MEASURED = 48;

  /** Names of the random streams. */
  private static final int GROUNDS = 2;

  private static final int FIGURES = 3;

  /** Tries to place one more figure before it is left out. */
  private static final int TRIES = 50;

  private final MitAdobe5kOptions options;
  private final long seed;
  private final Map<Split, List<ColourBitmapScene>> grounds;
  private final Map<Split, Map<Figure, List<Sprite>>> figures;

  GeneratedPhotographs(MitAdobe5kOptions options, long seed) {
    super(options, seed, VERSION);
    this.options = options;
    this.seed = seed;
    this.grounds = ofEachSplit(this::grounds);
    this.figures = ofEachSplit(this::figures);
  }

  private List<ColourBitmapScene> grounds(Split split) {
    return IntStream.range(0, options.grounds())
        .mapToObj(
            i -> ColourBitmapScene.of(ground(i, Streams.of(seed, GROUNDS, split.ordinal(), i))))
        .toList();
  }

  private Map<Figure, List<Sprite>> figures(Split split) {
    Map<Figure, List<Sprite>> all = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      all.put(
          figure,
          IntStream.range(0, VARIANTS)
              .mapToObj(i -> drawn(figure, Streams.of(seed, FIGURES, split.ordinal(), i)))
              .toList());
    }
    return all;
  }

  /** Draws a figure; size and colour are the first numbers of the stream, whatever the figure. */
  private Sprite drawn(Figure figure, SplittableRandom random) {
    double shorter = Math.min(options.height(), options.width());
    double size = shorter * between(options.figureMin(), options.figureMax(), random);
    float hue = random.nextFloat();
    Color colour =
        Color.getHSBColor(
            hue, (float) random.nextDouble(0.2, 0.5), (float) random.nextDouble(0.4, 0.75));
    long appearance = random.nextLong();
    Sprite small = Sprite.of(figure.draw(MEASURED, new SplittableRandom(appearance)));
    int side = (int) Math.round(size * MEASURED / Math.sqrt(small.cover()));
    return Sprite.of(figure.draw(side, new SplittableRandom(appearance)))
        .evened(colour, options.images().viewCell());
  }

  private static double between(double least, double most, RandomGenerator random) {
    return least + (most - least) * random.nextDouble();
  }

  /** Returns the drawings of a figure. */
  List<Sprite> sprites(Split split, Figure figure) {
    return figures.get(split).get(figure);
  }

  @Override
  public float[] label(Split split, int index) {
    return new float[] {Subject.draw(Streams.image(seed, split, index)).ordinal()};
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    RandomGenerator random = Streams.image(seed, split, index);
    Subject subject = Subject.draw(random);
    ColourBitmapScene ground = grounds.get(split).get(random.nextInt(options.grounds()));
    List<PlacedSprite> sprites = new ArrayList<>();
    for (int i = 0; i < options.props(); i++) {
      sprites.add(placed(split, Figure.neutral(), random));
    }
    List<Figure> of = Figure.of(subject);
    List<PlacedSprite> shown = shown(split, of.isEmpty() ? Figure.neutral() : of, random);
    sprites.addAll(shown);
    float[][] boxes =
        of.isEmpty() ? new float[0][] : shown.stream().map(this::box).toArray(float[][]::new);
    return new LabelledScene(new SpriteScene(ground, sprites), subject.ordinal(), boxes);
  }

  /** Places figures, at least one, none over another. */
  private List<PlacedSprite> shown(Split split, List<Figure> of, RandomGenerator random) {
    int count = random.nextInt(1, options.maxFigures() + 1);
    List<PlacedSprite> shown = new ArrayList<>();
    for (int draw = 0; draw < TRIES && shown.size() < count; draw++) {
      PlacedSprite next = placed(split, of, random);
      if (shown.stream().noneMatch(other -> overlap(next, other))) {
        shown.add(next);
      }
    }
    return shown;
  }

  /** Places one of some figures anywhere below the sky, wholly in the image. */
  private PlacedSprite placed(Split split, List<Figure> of, RandomGenerator random) {
    Figure figure = of.get(random.nextInt(of.size()));
    Sprite sprite = sprites(split, figure).get(random.nextInt(VARIANTS));
    int top = Math.min(options.height() / 4, options.height() - sprite.height());
    return new PlacedSprite(
        sprite,
        random.nextInt(top, options.height() - sprite.height() + 1),
        random.nextInt(options.width() - sprite.width() + 1));
  }

  private static boolean overlap(PlacedSprite a, PlacedSprite b) {
    return a.row() < b.bottom()
        && b.row() < a.bottom()
        && a.column() < b.right()
        && b.column() < a.right();
  }

  private float[] box(PlacedSprite figure) {
    return Boxes.fractions(
        figure.row(),
        figure.column(),
        figure.bottom(),
        figure.right(),
        options.height(),
        options.width());
  }

  private BufferedImage ground(int index, RandomGenerator random) {
    int height = options.height();
    int width = options.width();
    Color[] soils = {
      new Color(0x6C7C40), new Color(0xB8A47C), new Color(0x8C8C88), new Color(0x5C6C74)
    };
    Color soil = Canvas.mix(soils[index % soils.length], Color.BLACK, random.nextDouble(0, 0.2));
    Color sky = Canvas.mix(new Color(0x6C9CD0), new Color(0xC0B8B4), random.nextDouble());
    int horizon = (int) (height * random.nextDouble(0.2, 0.4));
    BufferedImage image =
        Canvas.opaque(
            height,
            width,
            g -> {
              g.setPaint(
                  new GradientPaint(0, 0, sky, 0, horizon, Canvas.mix(sky, Color.WHITE, 0.5)));
              g.fillRect(0, 0, width, horizon);
              g.setPaint(
                  new GradientPaint(
                      0, horizon, Canvas.mix(soil, Color.WHITE, 0.2), 0, height, soil));
              g.fillRect(0, horizon, width, height - horizon);
              for (int i = 0; i < 30; i++) {
                Color spot = Canvas.mix(soil, i % 2 == 0 ? Color.BLACK : Color.WHITE, 0.3);
                Canvas.spot(
                    g,
                    Canvas.faded(spot, 70),
                    random.nextDouble(width),
                    random.nextDouble(horizon, height),
                    Math.min(height, width) * random.nextDouble(0.05, 0.15));
              }
            });
    ValueNoise.add(image, random, Math.max(2, Math.min(height, width) / 30), 8);
    return image;
  }

  @Override
  public String origin() {
    return "mit-adobe-5k: synthetic twin, drawn %d×%d scenes, figures of %.0f to %.0f pixels"
        .formatted(
            options.height(),
            options.width(),
            options.figureMin() * Math.min(options.height(), options.width()),
            options.figureMax() * Math.min(options.height(), options.width()));
  }

  @Override
  protected void addTo(MessageDigest digest) {
    grounds.values().stream()
        .flatMap(List::stream)
        .forEach(ground -> digest.update(ground.bitmap().pixels()));
    figures.values().stream()
        .flatMap(drawings -> drawings.values().stream())
        .flatMap(List::stream)
        .forEach(sprite -> sprite.addTo(digest));
  }
}
