package io.ats.datasets.billiards;

import io.ats.datasets.billiards.Rack.Ball;
import io.ats.datasets.draw.Canvas;
import io.ats.datasets.draw.Numerals;
import io.ats.datasets.draw.ValueNoise;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.Boxes;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The drawings that images of racks are composed of, each made once. */
final class BilliardsArt {

  /** The number of colours; a ball's colour is independent of its number. */
  static final int COLOURS = 6;

  /** The number of drawings of each number, which differ in tilt, size and weight. */
  static final int VARIANTS = 32;

  /** Names of the random streams. */
  private static final int TABLES = 2;

  private static final int MARKS = 3;

  private static final Color[] BALLS = {
    new Color(0xE8B81C), new Color(0x2450B8), new Color(0xC8281E),
    new Color(0x6A2C8C), new Color(0xE06A14), new Color(0x1C8048)
  };

  private static final Color[] CLOTHS = {
    new Color(0x1E7A46), new Color(0x2A6B8A), new Color(0x187062), new Color(0x4A7A3A)
  };

  /** The colours of a number's line and of its edges, as much darker and lighter than the disc. */
  private static final Color DARK = new Color(0x70706C);

  private static final Color LIGHT = new Color(0xFFF8EC);

  /** Side of a ball's sprite, shadow included, in diameters. */
  private static final double SPRITE = 1.25;

  /** Diameter of the disc behind a number, in the ball's diameters. */
  private static final double DISC = 0.56;

  private final BilliardsOptions options;
  private final int diameter;
  private final List<ColourBitmapScene> tables = new ArrayList<>();
  private final List<Sprite> balls = new ArrayList<>();
  private final List<Sprite> marks = new ArrayList<>();

  BilliardsArt(BilliardsOptions options, long seed) {
    this.options = options;
    this.diameter = RackGenerator.diameter(options.height(), options.width(), options.ballSize());
    for (int i = 0; i < options.tables(); i++) {
      RandomGenerator random = Streams.of(seed, TABLES, i);
      tables.add(ColourBitmapScene.of(table(CLOTHS[i % CLOTHS.length], random)));
    }
    for (Color colour : BALLS) {
      balls.add(Sprite.of(ball(colour)));
    }
    for (int number = 1; number <= Rack.NUMBERS; number++) {
      for (int variant = 0; variant < VARIANTS; variant++) {
        marks.add(Sprite.of(mark(number, Streams.of(seed, MARKS, number, variant))));
      }
    }
  }

  /** Returns the width of the frame around the cloth, pixels. */
  static int cushion(int height, int width) {
    return (int) Math.round(Math.min(height, width) * 0.05);
  }

  /** Returns a disc with a number; {@code variant} in [0,{@link #VARIANTS}). */
  Sprite mark(int number, int variant) {
    return marks.get((number - 1) * VARIANTS + variant);
  }

  /** Feeds all drawings to a digest. */
  void addTo(MessageDigest digest) {
    tables.forEach(table -> digest.update(table.bitmap().pixels()));
    balls.forEach(ball -> ball.addTo(digest));
    marks.forEach(mark -> mark.addTo(digest));
  }

  /** Returns the image of a rack: each ball with its number on it. */
  SpriteScene scene(Rack rack) {
    List<PlacedSprite> sprites =
        rack.balls().stream()
            .flatMap(
                ball ->
                    Stream.of(balls.get(ball.colour()), mark(ball.number(), ball.variant()))
                        .map(sprite -> PlacedSprite.centred(sprite, ball.row(), ball.column())))
            .toList();
    return new SpriteScene(tables.get(rack.table()), sprites);
  }

  /** Returns top, left, bottom, right of a ball as fractions of the image. */
  float[] box(Ball ball) {
    return Boxes.square(ball.row(), ball.column(), diameter, options.height(), options.width());
  }

  private BufferedImage table(Color cloth, RandomGenerator random) {
    int height = options.height();
    int width = options.width();
    int frame = cushion(height, width);
    Color wood = Canvas.mix(new Color(0x5A3418), new Color(0x8A5A30), random.nextDouble());
    double lampRow = height * random.nextDouble(0.3, 0.7);
    double lampColumn = width * random.nextDouble(0.3, 0.7);
    BufferedImage image =
        Canvas.opaque(
            height,
            width,
            g -> {
              g.setColor(wood);
              g.fillRect(0, 0, width, height);
              g.setPaint(
                  new RadialGradientPaint(
                      new Point2D.Double(lampColumn, lampRow),
                      (float) Math.max(height, width),
                      new float[] {0, 1},
                      new Color[] {
                        Canvas.mix(cloth, Color.WHITE, 0.12), Canvas.mix(cloth, Color.BLACK, 0.5)
                      }));
              g.fillRect(frame, frame, width - 2 * frame, height - 2 * frame);
              g.setColor(Color.BLACK);
              for (int i = 0; i < 6; i++) {
                double column = frame * 0.9 + i % 3 * (width / 2.0 - frame * 0.9);
                double row = i < 3 ? frame * 0.9 : height - frame * 0.9;
                disc(g, row, column, frame * 1.3);
              }
            });
    ValueNoise.add(image, random, 4, 5);
    return image;
  }

  private BufferedImage ball(Color colour) {
    int side = 2 * (int) Math.ceil(diameter * SPRITE / 2);
    double centre = side / 2.0;
    return Canvas.transparent(
        side,
        side,
        g -> {
          double shadow = centre + 0.08 * diameter;
          g.setPaint(
              new RadialGradientPaint(
                  new Point2D.Double(shadow, shadow),
                  (float) (0.55 * diameter),
                  new float[] {0.7f, 1},
                  new Color[] {new Color(0, 0, 0, 130), new Color(0, 0, 0, 0)}));
          disc(g, shadow, shadow, 1.1 * diameter);
          double light = centre - 0.18 * diameter;
          g.setPaint(
              new RadialGradientPaint(
                  new Point2D.Double(light, light),
                  (float) (0.75 * diameter),
                  new float[] {0, 0.2f, 0.65f, 1},
                  new Color[] {
                    Canvas.mix(colour, Color.WHITE, 0.6),
                    Canvas.mix(colour, Color.WHITE, 0.1),
                    Canvas.mix(colour, Color.BLACK, 0.15),
                    Canvas.mix(colour, Color.BLACK, 0.6)
                  }));
          disc(g, centre, centre, diameter);
        });
  }

  /**
   * Draws a disc with a number, a dark line with light edges. The number is sharp at full size but
   * on average as bright as the disc, so that it fades in smaller views.
   */
  private BufferedImage mark(int number, RandomGenerator random) {
    int side = 2 * (int) Math.ceil(diameter * DISC / 2);
    double middle = side / 2.0;
    double height = diameter * options.numberSize() * random.nextDouble(0.95, 1.05);
    double weight = random.nextDouble(0.13, 0.17);
    AffineTransform place = AffineTransform.getTranslateInstance(middle, middle);
    place.rotate(Math.toRadians(options.tilt() * (2 * random.nextDouble() - 1)));
    Color disc = new Color(0xB8B4AC);
    double depth = random.nextDouble(0.8, 1);
    return Canvas.transparent(
        side,
        side,
        g -> {
          g.setColor(disc);
          disc(g, middle, middle, diameter * DISC);
          g.setColor(Canvas.mix(disc, LIGHT, depth));
          g.fill(
              place.createTransformedShape(
                  Numerals.outline(number, height * (1 + 2 * weight) / (1 + weight), 2 * weight)));
          g.setColor(Canvas.mix(disc, DARK, depth));
          g.fill(place.createTransformedShape(Numerals.outline(number, height, weight)));
          g.setClip(new Ellipse2D.Double(1, 1, side - 2, side - 2));
          for (int i = 0; i < options.smudges(); i++) {
            double y = middle + height * random.nextDouble(-1, 1);
            double x = middle + height * random.nextDouble(-1, 1);
            double radius = height * random.nextDouble(0.3, 0.6);
            Canvas.spot(g, new Color(0, 0, 0, random.nextInt(20, 70)), x, y, radius);
          }
        });
  }

  private static void disc(Graphics2D g, double row, double column, double diameter) {
    g.fill(new Ellipse2D.Double(column - diameter / 2, row - diameter / 2, diameter, diameter));
  }
}
