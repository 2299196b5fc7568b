package io.ats.datasets.scene;

import io.ats.core.ImageSpec;
import io.ats.core.data.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a view tells of the class without a look at the regions: ridge regression of the classes on
 * percentiles of the view's colours and of their differences between neighbours, fitted to training
 * images.
 */
public final class ViewReadout {

  private static final double[] PERCENTILES = {0, 1, 2, 5, 10, 25, 50, 75, 90, 95, 98, 99, 100};

  /** Weight of the coefficients' squares; features have deviation 1. */
  private static final double RIDGE = 3;

  private ViewReadout() {}

  /**
   * Returns how many more of the test images are classified rightly than belong to the most
   * frequent class, as a share of all; about 0 where the view tells nothing.
   *
   * @param images number of images of each split
   */
  public static double gain(SceneSpec options, long seed, int images) {
    SceneSet data = options.scenes(seed);
    int classes = options.target().classes();
    double[][] train = new double[images][];
    double[][] test = new double[images][];
    int[] wanted = new int[images];
    double[][] targets = new double[images][classes];
    int[] frequency = new int[classes];
    for (int i = 0; i < images; i++) {
      train[i] = features(data.scene(Split.TRAIN, i), options.image());
      targets[i][(int) data.label(Split.TRAIN, i)[0]] = 1;
      test[i] = features(data.scene(Split.TEST, i), options.image());
      wanted[i] = (int) data.label(Split.TEST, i)[0];
      frequency[wanted[i]]++;
    }
    standardise(train, test);
    double[][] coefficients = fit(train, targets);
    int right = 0;
    for (int i = 0; i < images; i++) {
      right += best(test[i], coefficients) == wanted[i] ? 1 : 0;
    }
    return (right - Arrays.stream(frequency).max().orElseThrow()) / (double) images;
  }

  /** Returns 1, and the percentiles of each channel. */
  private static double[] features(LabelledScene scene, ImageSpec image) {
    int width = image.viewWidth();
    int area = image.viewHeight() * width;
    float[] view = new float[image.channels() * area];
    scene.proxy().render(image.viewHeight(), width, view, 0);
    List<Double> features = new ArrayList<>(List.of(1.0));
    for (int channel = 0; channel < image.channels(); channel++) {
      float[] values = Arrays.copyOfRange(view, channel * area, (channel + 1) * area);
      float[] steps = new float[area];
      for (int i = 1; i < area; i++) {
        steps[i] = i % width == 0 ? 0 : Math.abs(values[i] - values[i - 1]);
      }
      addPercentiles(values, features);
      addPercentiles(steps, features);
    }
    return features.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void addPercentiles(float[] values, List<Double> features) {
    Arrays.sort(values);
    for (double percentile : PERCENTILES) {
      int rank = (int) Math.round(percentile / 100 * (values.length - 1));
      features.add((double) values[rank]);
    }
  }

  private static void standardise(double[][] train, double[][] test) {
    for (int k = 1; k < train[0].length; k++) {
      int feature = k;
      double mean = Arrays.stream(train).mapToDouble(row -> row[feature]).average().orElseThrow();
      double variance =
          Arrays.stream(train)
              .mapToDouble(row -> Math.pow(row[feature] - mean, 2))
              .average()
              .orElseThrow();
      for (double[][] rows : new double[][][] {train, test}) {
        for (double[] row : rows) {
          row[feature] = (row[feature] - mean) / Math.sqrt(variance + 1e-12);
        }
      }
    }
  }

  /** Solves {@code (XᵀX + ridge) W = XᵀY} by elimination; the matrix is positive definite. */
  private static double[][] fit(double[][] x, double[][] y) {
    int features = x[0].length;
    int classes = y[0].length;
    double[][] system = new double[features][features + classes];
    for (int n = 0; n < x.length; n++) {
      for (int i = 0; i < features; i++) {
        for (int j = 0; j < features; j++) {
          system[i][j] += x[n][i] * x[n][j];
        }
        for (int k = 0; k < classes; k++) {
          system[i][features + k] += x[n][i] * y[n][k];
        }
      }
    }
    for (int i = 0; i < features; i++) {
      system[i][i] += RIDGE;
    }
    for (int i = 0; i < features; i++) {
      for (int row = 0; row < features; row++) {
        if (row != i) {
          double factor = system[row][i] / system[i][i];
          for (int j = i; j < features + classes; j++) {
            system[row][j] -= factor * system[i][j];
          }
        }
      }
    }
    double[][] coefficients = new double[features][classes];
    for (int i = 0; i < features; i++) {
      for (int k = 0; k < classes; k++) {
        coefficients[i][k] = system[i][features + k] / system[i][i];
      }
    }
    return coefficients;
  }

  private static int best(double[] features, double[][] coefficients) {
    double[] scores = new double[coefficients[0].length];
    for (int i = 0; i < features.length; i++) {
      for (int k = 0; k < scores.length; k++) {
        scores[k] += features[i] * coefficients[i][k];
      }
    }
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }
}
