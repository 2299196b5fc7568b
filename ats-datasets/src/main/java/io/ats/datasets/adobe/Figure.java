package io.ats.datasets.adobe;

import static io.ats.datasets.draw.Canvas.ellipse;
import static io.ats.datasets.draw.Canvas.rectangle;

import io.ats.datasets.draw.Canvas;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/** Drawings of what a generated photograph may show, in the unit square. */
enum Figure {
  PERSON,
  FOUR_LEGS,
  BIRD,
  HOUSE,
  CAR,
  TREE,
  FLOWER,
  RINGS,
  STRIPES,
  TILES,
  /** What any photograph may show, whatever its class. */
  STONE,
  TUFT;

  /** Returns the figures that make a photograph one of a class; none for {@link Subject#NONE}. */
  static List<Figure> of(Subject subject) {
    return switch (subject) {
      case ABSTRACT -> List.of(RINGS, STRIPES, TILES);
      case ANIMALS -> List.of(FOUR_LEGS, BIRD);
      case MAN_MADE -> List.of(HOUSE, CAR);
      case NATURE -> List.of(TREE, FLOWER);
      case NONE -> List.of();
      case PEOPLE -> List.of(PERSON);
    };
  }

  /** Returns the figures of no class. */
  static List<Figure> neutral() {
    return List.of(STONE, TUFT);
  }

  /** Draws one of random appearance on a square of a given side in pixels. */
  BufferedImage draw(int side, RandomGenerator random) {
    boolean mirrored = random.nextBoolean();
    return Canvas.transparent(
        side,
        side,
        g -> {
          g.translate(mirrored ? side : 0, 0);
          g.scale(mirrored ? -side : side, side);
          draw(g, random);
        });
  }

  private void draw(Graphics2D g, RandomGenerator random) {
    switch (this) {
      case PERSON -> person(g, random);
      case FOUR_LEGS -> fourLegs(g, random);
      case BIRD -> bird(g, random);
      case HOUSE -> house(g, random);
      case CAR -> car(g, random);
      case TREE -> {
        rectangle(g, new Color(0x5A4430), 0.44, 0.55, 0.12, 0.45);
        blobs(g, random, new Color(0x2C5420), 0.7);
      }
      case FLOWER -> flower(g, random);
      case RINGS -> {
        for (int i = 0; i < 5; i++) {
          ellipse(g, vivid(random), 0.5, 0.5, 1 - 0.19 * i, 1 - 0.19 * i);
        }
      }
      case STRIPES -> {
        for (int i = 0; i < 7; i++) {
          rectangle(g, vivid(random), i / 7.0, 0, 1 / 7.0 + 0.01, 1);
        }
      }
      case TILES -> {
        for (int i = 0; i < 16; i++) {
          rectangle(g, vivid(random), i % 4 / 4.0, i / 4 / 4.0, 0.25, 0.25);
        }
      }
      case STONE -> {
        Color grey = Canvas.mix(new Color(0x505050), new Color(0xA8A49C), random.nextDouble());
        ellipse(g, grey, 0.5, 0.5, 1, 1);
        ellipse(g, Canvas.mix(grey, Color.WHITE, 0.2), 0.4, 0.38, 0.6, 0.5);
      }
      case TUFT -> {
        g.setColor(Canvas.mix(new Color(0x30501C), new Color(0x8C8848), random.nextDouble()));
        g.setStroke(new BasicStroke(0.03f));
        for (int i = 0; i < 24; i++) {
          g.draw(new Line2D.Double(0.5, 1, random.nextDouble(), random.nextDouble(0, 0.5)));
        }
      }
    }
  }

  private static void person(Graphics2D g, RandomGenerator random) {
    Color skin = Canvas.mix(new Color(0x6C4430), new Color(0xECC8A8), random.nextDouble());
    Color shirt = vivid(random);
    Color trousers = Canvas.mix(new Color(0x202838), new Color(0x807868), random.nextDouble());
    ellipse(
        g, Canvas.mix(Color.BLACK, new Color(0x8C6434), random.nextDouble()), 0.5, 0.1, 0.38, 0.2);
    ellipse(g, skin, 0.5, 0.12, 0.3, 0.17);
    rectangle(g, skin, 0.06, 0.25, 0.13, 0.32);
    rectangle(g, skin, 0.81, 0.25, 0.13, 0.32);
    rectangle(g, shirt, 0.2, 0.21, 0.6, 0.36);
    rectangle(g, shirt, 0.06, 0.22, 0.88, 0.12);
    rectangle(g, trousers, 0.22, 0.56, 0.24, 0.42);
    rectangle(g, trousers, 0.54, 0.56, 0.24, 0.42);
    rectangle(g, Color.DARK_GRAY, 0.16, 0.96, 0.3, 0.04);
    rectangle(g, Color.DARK_GRAY, 0.54, 0.96, 0.3, 0.04);
    ellipse(g, Color.BLACK, 0.43, 0.11, 0.05, 0.02);
    ellipse(g, Color.BLACK, 0.57, 0.11, 0.05, 0.02);
  }

  private static void fourLegs(Graphics2D g, RandomGenerator random) {
    Color fur = Canvas.mix(new Color(0x6C4A2C), new Color(0xD8B888), random.nextDouble());
    Color dark = Canvas.mix(fur, Color.BLACK, 0.5);
    for (double x : new double[] {0.2, 0.32, 0.6, 0.72}) {
      rectangle(g, Canvas.mix(fur, Color.BLACK, 0.2), x, 0.6, 0.07, 0.4);
    }
    ellipse(g, fur, 0.48, 0.5, 0.68, 0.4);
    g.setColor(fur);
    g.setStroke(new BasicStroke(0.05f));
    g.draw(new Line2D.Double(0.16, 0.45, 0.04, 0.2));
    ellipse(g, fur, 0.82, 0.28, 0.26, 0.28);
    ellipse(g, fur, 0.93, 0.34, 0.14, 0.14);
    ellipse(g, dark, 0.74, 0.14, 0.08, 0.16);
    ellipse(g, dark, 0.86, 0.12, 0.08, 0.16);
    ellipse(g, Color.BLACK, 0.85, 0.26, 0.04, 0.05);
    ellipse(g, Color.BLACK, 0.98, 0.32, 0.04, 0.05);
    for (int i = 0; i < 16; i++) {
      ellipse(g, dark, random.nextDouble(0.22, 0.74), random.nextDouble(0.38, 0.62), 0.05, 0.05);
    }
  }

  private static void bird(Graphics2D g, RandomGenerator random) {
    Color plumage = Canvas.mix(new Color(0x303848), new Color(0xE8E4DC), random.nextDouble());
    Color wing = Canvas.mix(plumage, Color.BLACK, 0.4);
    g.setColor(plumage);
    Path2D tail = new Path2D.Double();
    tail.moveTo(0.3, 0.5);
    tail.lineTo(0, 0.62);
    tail.lineTo(0.04, 0.76);
    tail.lineTo(0.36, 0.66);
    tail.closePath();
    g.fill(tail);
    ellipse(g, plumage, 0.5, 0.58, 0.52, 0.36);
    ellipse(g, wing, 0.42, 0.54, 0.36, 0.2);
    ellipse(g, plumage, 0.74, 0.36, 0.26, 0.26);
    ellipse(g, Color.BLACK, 0.78, 0.33, 0.05, 0.05);
    g.setColor(new Color(0xE09020));
    Path2D beak = new Path2D.Double();
    beak.moveTo(0.85, 0.32);
    beak.lineTo(1, 0.38);
    beak.lineTo(0.85, 0.42);
    beak.closePath();
    g.fill(beak);
    rectangle(g, new Color(0xB06818), 0.48, 0.74, 0.03, 0.26);
    rectangle(g, new Color(0xB06818), 0.58, 0.74, 0.03, 0.26);
  }

  private static void house(Graphics2D g, RandomGenerator random) {
    Color wall = Canvas.mix(new Color(0xD8CCB4), new Color(0xA0604C), random.nextDouble());
    rectangle(g, wall, 0.08, 0.4, 0.84, 0.6);
    g.setColor(Canvas.mix(new Color(0x7C3424), new Color(0x484848), random.nextDouble()));
    Path2D roof = new Path2D.Double();
    roof.moveTo(0, 0.42);
    roof.lineTo(0.5, 0.02);
    roof.lineTo(1, 0.42);
    roof.closePath();
    g.fill(roof);
    Color glass = new Color(0x344C64);
    for (int i = 0; i < 4; i++) {
      rectangle(g, glass, 0.16 + 0.44 * (i % 2), 0.5 + 0.24 * (i / 2), 0.22, 0.14);
    }
    rectangle(g, new Color(0x4C3420), 0.43, 0.74, 0.14, 0.26);
  }

  private static void car(Graphics2D g, RandomGenerator random) {
    Color body = vivid(random);
    ellipse(g, body, 0.48, 0.44, 0.6, 0.8);
    ellipse(g, new Color(0x304050), 0.48, 0.42, 0.48, 0.56);
    rectangle(g, body, 0.46, 0.1, 0.04, 0.5);
    rectangle(g, body, 0.02, 0.42, 0.96, 0.34);
    rectangle(g, new Color(0xF8F0B0), 0.92, 0.48, 0.06, 0.1);
    for (double x : new double[] {0.22, 0.78}) {
      ellipse(g, new Color(0x181818), x, 0.8, 0.2, 0.4);
      ellipse(g, Color.LIGHT_GRAY, x, 0.8, 0.09, 0.18);
    }
  }

  private static void flower(Graphics2D g, RandomGenerator random) {
    Color petals = vivid(random);
    rectangle(g, new Color(0x3C6C28), 0.47, 0.4, 0.06, 0.6);
    ellipse(g, new Color(0x3C6C28), 0.3, 0.76, 0.36, 0.12);
    ellipse(g, new Color(0x3C6C28), 0.7, 0.66, 0.36, 0.12);
    for (int i = 0; i < 7; i++) {
      double angle = 2 * Math.PI * i / 7;
      double x = 0.5 + 0.28 * Math.cos(angle);
      double y = 0.27 + 0.18 * Math.sin(angle);
      ellipse(g, Canvas.mix(petals, Color.WHITE, 0.1 * (i % 2)), x, y, 0.34, 0.22);
    }
    ellipse(g, new Color(0xE8C030), 0.5, 0.27, 0.28, 0.2);
  }

  private static void blobs(Graphics2D g, RandomGenerator random, Color green, double bottom) {
    for (int i = 0; i < 40; i++) {
      double size = random.nextDouble(0.2, 0.45);
      Color colour = Canvas.mix(green, new Color(0x98B048), random.nextDouble(0, 0.6));
      double x = random.nextDouble(size / 2, 1 - size / 2);
      ellipse(
          g, colour, x, bottom * random.nextDouble(size / 2, 1 - size / 2), size, bottom * size);
    }
  }

  private static Color vivid(RandomGenerator random) {
    return Color.getHSBColor(
        random.nextFloat(),
        (float) random.nextDouble(0.5, 1),
        (float) random.nextDouble(0.5, 0.95));
  }
}
