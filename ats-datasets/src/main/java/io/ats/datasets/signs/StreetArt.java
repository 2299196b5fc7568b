package io.ats.datasets.signs;

import io.ats.datasets.draw.Canvas;
import io.ats.datasets.draw.ValueNoise;
import io.ats.datasets.random.Streams;
import io.ats.datasets.scene.ColourBitmapScene;
import io.ats.datasets.scene.PlacedSprite;
import io.ats.datasets.scene.Sprite;
import io.ats.datasets.scene.SpriteScene;
import io.ats.datasets.signs.Street.Prop;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The drawings that images of streets are composed of, each made once; signs are drawn for each
 * image.
 */
final class StreetArt {

  /** The number of drawings of objects along a street. */
  static final int PROPS = 24;

  /** Names of the random streams. */
  private static final int STREETS = 2;

  private static final int THINGS = 3;

  /** The horizon's row, as a fraction of the image's height. */
  private static final double HORIZON = 0.5;

  private final List<ColourBitmapScene> streets = new ArrayList<>();
  private final List<Sprite> props = new ArrayList<>();

  StreetArt(TrafficSignsOptions options, long seed) {
    for (int i = 0; i < options.streets(); i++) {
      RandomGenerator random = Streams.of(seed, STREETS, i);
      streets.add(ColourBitmapScene.of(street(options.height(), options.width(), random)));
    }
    for (int i = 0; i < PROPS; i++) {
      props.add(Sprite.of(kind(i).draw(options.height(), Streams.of(seed, THINGS, i))));
    }
  }

  /** Returns what one of the {@link #PROPS} drawings shows. */
  static PropKind kind(int picture) {
    return PropKind.values()[picture % PropKind.values().length];
  }

  /** Feeds all drawings, and one sign of each face, to a digest. */
  void addTo(MessageDigest digest) {
    streets.forEach(street -> digest.update(street.bitmap().pixels()));
    props.forEach(prop -> prop.addTo(digest));
    for (SignFace face : SignFace.values()) {
      new Signpost(face, 40, 0, 0, 0.1, 0.2, 0.5, 3, 0).draw().sprite().addTo(digest);
    }
  }

  /** Returns the image of a street. */
  SpriteScene scene(Street street) {
    return new SpriteScene(
        streets.get(street.background()),
        Stream.concat(
                street.props().stream().map(this::place),
                street.signs().stream().map(Signpost::draw))
            .toList());
  }

  private PlacedSprite place(Prop prop) {
    Sprite sprite = props.get(prop.picture());
    return new PlacedSprite(
        sprite, prop.bottom() - sprite.height(), prop.column() - sprite.width() / 2);
  }

  private static BufferedImage street(int height, int width, RandomGenerator random) {
    BufferedImage image =
        Canvas.opaque(
            height,
            width,
            g -> {
              g.scale(width, height);
              sky(g, random);
              hills(g, random);
              road(g, random);
            });
    ValueNoise.add(image, random, Math.max(4, height / 40), 8);
    return image;
  }

  private static void sky(Graphics2D g, RandomGenerator random) {
    Color high = Canvas.mix(new Color(0x4878B8), new Color(0x909CA8), random.nextDouble());
    Color low = Canvas.mix(new Color(0xC8D8E8), new Color(0xE8D8C0), random.nextDouble());
    g.setPaint(new GradientPaint(0, 0, high, 0, (float) HORIZON, low));
    g.fill(new Rectangle2D.Double(0, 0, 1, HORIZON));
    g.setColor(new Color(255, 255, 255, 60));
    for (int i = 0; i < 12; i++) {
      double w = random.nextDouble(0.1, 0.35);
      double h = w * random.nextDouble(0.1, 0.3);
      double y = random.nextDouble(0, HORIZON - h);
      g.fill(new Ellipse2D.Double(random.nextDouble(-0.1, 1), y, w, h));
    }
  }

  private static void hills(Graphics2D g, RandomGenerator random) {
    Color near = Canvas.mix(new Color(0x28401C), new Color(0x506048), random.nextDouble());
    g.setColor(Canvas.mix(near, new Color(0xA0B0C0), 0.4));
    for (int i = 0; i < 14; i++) {
      double w = random.nextDouble(0.1, 0.4);
      double h = random.nextDouble(0.04, 0.16);
      g.fill(new Ellipse2D.Double(random.nextDouble(-0.2, 1), HORIZON - h / 2, w, h));
    }
    Color grass = Canvas.mix(new Color(0x506828), new Color(0x807850), random.nextDouble());
    g.setPaint(
        new GradientPaint(0, (float) HORIZON, Canvas.mix(grass, Color.WHITE, 0.15), 0, 1, grass));
    g.fill(new Rectangle2D.Double(0, HORIZON, 1, 1 - HORIZON));
  }

  private static void road(Graphics2D g, RandomGenerator random) {
    double far = random.nextDouble(0.3, 0.7);
    double left = random.nextDouble(-0.3, 0.2);
    double right = random.nextDouble(0.8, 1.3);
    int grey = random.nextInt(70, 120);
    g.setColor(new Color(grey, grey, grey + 4));
    g.fill(strip(far - 0.01, far + 0.01, left, right, 0, 1));
    g.setColor(new Color(0xE0E0D8));
    double middle = (left + right) / 2;
    for (double from = 0.1; from < 1; from *= 1.5) {
      g.fill(strip(far - 0.0006, far + 0.0006, middle - 0.012, middle + 0.012, from, from * 1.2));
    }
  }

  /**
   * Returns the part from {@code from} to {@code to} (0 at the horizon, 1 at the bottom) of the
   * strip between two lines from the horizon to the bottom.
   */
  private static Path2D strip(
      double farLeft, double farRight, double left, double right, double from, double to) {
    Path2D path = new Path2D.Double();
    path.moveTo(farLeft + (left - farLeft) * from, HORIZON + (1 - HORIZON) * from);
    path.lineTo(farRight + (right - farRight) * from, HORIZON + (1 - HORIZON) * from);
    path.lineTo(farRight + (right - farRight) * to, HORIZON + (1 - HORIZON) * to);
    path.lineTo(farLeft + (left - farLeft) * to, HORIZON + (1 - HORIZON) * to);
    path.closePath();
    return path;
  }
}
