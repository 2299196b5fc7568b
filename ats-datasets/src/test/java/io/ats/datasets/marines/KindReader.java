package io.ats.datasets.marines;

import io.ats.datasets.scene.ColourBitmap;
import io.ats.datasets.scene.Sprite;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells kinds of unit by the nearest template: each, looking in each direction, on even ground of
 * the image's mean colour; nearest by squared difference over the unit's square.
 */
final class KindReader {

  private record Template(UnitKind kind, Sprite sprite) {}

  private final List<Template> templates = new ArrayList<>();
  private final int size;

  KindReader(int size) {
    this.size = size;
    for (UnitKind kind : UnitKind.values()) {
      for (int h = 0; h < BattleArt.HEADINGS; h++) {
        double angle = 2 * Math.PI * h / BattleArt.HEADINGS;
        templates.add(new Template(kind, Sprite.of(kind.draw(size, angle))));
      }
    }
  }

  /** Returns the mean colour of an image {@code (3,H,W)}. */
  static double[] ground(float[] image) {
    int area = image.length / ColourBitmap.CHANNELS;
    double[] ground = new double[ColourBitmap.CHANNELS];
    for (int i = 0; i < image.length; i++) {
      ground[i / area] += image[i] / area;
    }
    return ground;
  }

  /** Returns the kind of the unit whose square begins at a row and column of an image. */
  UnitKind read(float[] image, double[] ground, int width, int top, int left) {
    int area = image.length / ColourBitmap.CHANNELS;
    UnitKind best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Template template : templates) {
      double difference = 0;
      for (int i = 0; i < ColourBitmap.CHANNELS * size * size; i++) {
        int channel = i / (size * size);
        int pixel = i % (size * size);
        double opacity = value(template.sprite(), ColourBitmap.CHANNELS, pixel);
        double expected =
            (1 - opacity) * ground[channel] + opacity * value(template.sprite(), channel, pixel);
        int row = top + pixel / size;
        int column = left + pixel % size;
        double seen = image[channel * area + row * width + column];
        difference += (seen - expected) * (seen - expected);
      }
      if (difference < least) {
        least = difference;
        best = template.kind();
      }
    }
    return best;
  }

  private double value(Sprite sprite, int plane, int pixel) {
    return (sprite.pixels()[plane * size * size + pixel] & 255) / 255.0;
  }
}
