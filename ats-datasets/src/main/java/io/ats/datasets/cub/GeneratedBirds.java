package io.ats.datasets.cub;

import io.ats.core.data.Split;
import io.ats.datasets.draw.Canvas;
import io.ats.datasets.draw.ValueNoise;
import io.ats.datasets.random.Streams;
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
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The synthetic twin: a drawn bird before leaves and berries. Species differ in beak, eye and
 * marking of the head alone, and the box is that of the head; colours and pose are random.
 */
final class GeneratedBirds extends GeneratedScenes {

  private static final int VERSION = 2;

  /** Names of the random streams. */
  private static final int GROUNDS = 2;

  private static final int LEAVES = 3;

  /** The number of drawings of leaves and berries, and of those in an image. */
  private static final int DRAWINGS = 24;

  private static final int EACH = 14;

  private final Cub200Options options;
  private final int height;
  private final int width;
  private final long seed;
  private final Map<Split, List<ColourBitmapScene>> grounds;
  private final Map<Split, List<Sprite>> leaves;

  GeneratedBirds(Cub200Options options, long seed) {
    super(options, seed, VERSION);
    this.options = options;
    this.height = options.resized().height();
    this.width = options.resized().width();
    this.seed = seed;
    this.grounds = ofEachSplit(this::grounds);
    this.leaves = ofEachSplit(this::leaves);
  }

  private List<ColourBitmapScene> grounds(Split split) {
    return IntStream.range(0, options.grounds())
        .mapToObj(i -> ColourBitmapScene.of(ground(Streams.of(seed, GROUNDS, split.ordinal(), i))))
        .toList();
  }

  private List<Sprite> leaves(Split split) {
    return IntStream.range(0, DRAWINGS)
        .mapToObj(i -> Sprite.of(leaf(i, Streams.of(seed, LEAVES, split.ordinal(), i))))
        .toList();
  }

  @Override
  public float[] label(Split split, int index) {
    return new float[] {bird(Streams.image(seed, split, index)).species()};
  }

  @Override
  public LabelledScene scene(Split split, int index) {
    RandomGenerator random = Streams.image(seed, split, index);
    Bird bird = bird(random);
    return new LabelledScene(
        scene(split, bird, random), bird.species(), new float[][] {bird.box(height, width)});
  }

  /** Returns the picture of a bird; what is random but the bird follows it in the stream. */
  SpriteScene scene(Split split, Bird bird, RandomGenerator random) {
    ColourBitmapScene ground = grounds.get(split).get(random.nextInt(options.grounds()));
    List<PlacedSprite> sprites = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      sprites.add(
          PlacedSprite.centred(
              leaves.get(split).get(random.nextInt(DRAWINGS)),
              random.nextInt(height),
              random.nextInt(width)));
    }
    sprites.add(bird.draw());
    return new SpriteScene(ground, sprites);
  }

  /** Draws a bird at random, whose head every crop of the image shows. */
  Bird bird(RandomGenerator random) {
    int species = random.nextInt(options.classes());
    double diameter = options.headPixels() * random.nextDouble(0.85, 1.0);
    boolean left = random.nextBoolean();
    float hue = random.nextFloat();
    Color back =
        Color.getHSBColor(
            hue, (float) random.nextDouble(0.1, 0.6), (float) random.nextDouble(0.25, 0.85));
    Color belly = Canvas.mix(back, new Color(0xF0E8D8), random.nextDouble(0.3, 0.9));
    int margin = options.marginPixels();
    return new Bird(
        species,
        diameter,
        random.nextInt(height - options.height() + margin, options.height() - margin + 1),
        random.nextInt(width - options.width() + margin, options.width() - margin + 1),
        left,
        random.nextDouble(-0.2, 0.2),
        back,
        belly,
        random.nextDouble(1.3, 1.75));
  }

  private BufferedImage ground(RandomGenerator random) {
    Color high = Canvas.mix(new Color(0xA8C4D8), new Color(0x3C5C34), random.nextDouble());
    Color low = Canvas.mix(new Color(0x6C7C44), new Color(0x7C6C50), random.nextDouble());
    int side = Math.max(height, width);
    BufferedImage image =
        Canvas.opaque(
            height,
            width,
            g -> {
              g.setPaint(new GradientPaint(0, 0, high, 0, height, low));
              g.fillRect(0, 0, width, height);
              for (int i = 0; i < 60; i++) {
                Color spot = Canvas.mix(low, i % 2 == 0 ? Color.BLACK : high, 0.4);
                Canvas.spot(
                    g,
                    Canvas.faded(spot, random.nextInt(40, 140)),
                    random.nextDouble(width),
                    random.nextDouble(height),
                    side * random.nextDouble(0.05, 0.2));
              }
            });
    ValueNoise.add(image, random, Math.max(2, side / 40), 6);
    return image;
  }

  /** Draws a leaf, or berries in the colours of rings. */
  private BufferedImage leaf(int index, RandomGenerator random) {
    int size = Math.max(4, (int) (options.headPixels() * random.nextDouble(0.5, 1.2)));
    Color green = Canvas.mix(new Color(0x28481C), new Color(0x8C9848), random.nextDouble());
    double turn = random.nextDouble(Math.PI);
    Color[] colours = {new Color(0xF4F4F0), new Color(0xD02818), new Color(0xF0C818)};
    return Canvas.transparent(
        size,
        size,
        g -> {
          g.scale(size, size);
          g.rotate(turn, 0.5, 0.5);
          if (index % 3 == 0) {
            for (int i = 0; i < 3; i++) {
              Color colour = colours[index / 3 % colours.length];
              Canvas.ellipse(g, colour, 0.3 + 0.2 * i, 0.4 + 0.15 * (i % 2), 0.24, 0.24);
              Canvas.ellipse(g, Color.BLACK, 0.3 + 0.2 * i, 0.4 + 0.15 * (i % 2), 0.08, 0.08);
            }
          } else {
            Canvas.ellipse(g, green, 0.5, 0.5, 0.95, 0.4);
            Canvas.rectangle(g, Canvas.mix(green, Color.WHITE, 0.3), 0.05, 0.49, 0.9, 0.02);
          }
        });
  }

  @Override
  public String origin() {
    return "cub-200: synthetic twin, drawn birds of %d species that differ in the head, about %d pixels wide"
        .formatted(options.classes(), options.headPixels());
  }

  @Override
  protected void addTo(MessageDigest digest) {
    grounds.values().stream()
        .flatMap(List::stream)
        .forEach(ground -> digest.update(ground.bitmap().pixels()));
    leaves.values().stream().flatMap(List::stream).forEach(leaf -> leaf.addTo(digest));
    for (int species = 0; species < Face.COUNT; species++) {
      new Bird(species, 20, 0, 0, false, 0, Color.GRAY, Color.WHITE, 1.5)
          .draw()
          .sprite()
          .addTo(digest);
    }
  }
}
