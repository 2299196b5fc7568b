package io.ats.core.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Attention layers in double loops over one image, straight from their definitions. */
public final class Plain {

  private static final double EPSILON = 1e-5;

  /** The parameters' values by the path of the blocks' names: {@code layers.0.attention.query}. */
  private final Map<String, double[]> values;

  private Plain(Map<String, double[]> values) {
    this.values = values;
  }

  /** Returns the layers with a block's values. */
  public static Plain of(Block block) {
    Map<String, double[]> values = new LinkedHashMap<>();
    parameters(block).forEach((path, p) -> values.put(path, p.getArray().toDoubleArray()));
    return new Plain(values);
  }

  /** Returns the layers with other values of one parameter. */
  public Plain with(String path, double[] other) {
    Map<String, double[]> changed = new LinkedHashMap<>(values);
    changed.put(path, other);
    return new Plain(changed);
  }

  /** Returns all parameters of a block by path. */
  public static Map<String, Parameter> parameters(Block block) {
    Map<String, Parameter> found = new LinkedHashMap<>();
    collect("", block, found);
    return found;
  }

  private static void collect(String path, Block block, Map<String, Parameter> found) {
    block.getDirectParameters().forEach(pair -> found.put(path + pair.getKey(), pair.getValue()));
    int index = 0;
    for (var child : block.getChildren()) {
      String name = child.getKey().replaceFirst("^\\d+", "");
      boolean numbered = block instanceof ai.djl.nn.SequentialBlock;
      collect(path + (numbered ? index : name) + ".", child.getValue(), found);
      index++;
    }
  }

  /** Overwrites every parameter, norms too, with values that none of them has by itself. */
  public static void randomise(Block block, int seed) {
    Random random = new Random(seed);
    for (Parameter parameter : parameters(block).values()) {
      NDArray array = parameter.getArray();
      double[] drawn = random.doubles(array.size(), -0.9, 0.9).toArray();
      array
          .getManager()
          .create(drawn, array.getShape())
          .toType(array.getDataType(), false)
          .copyTo(array);
    }
  }

  /** Returns the values of a parameter. */
  public double[] get(String path) {
    if (!values.containsKey(path)) {
      throw new IllegalArgumentException("no " + path + " in " + values.keySet());
    }
    return values.get(path);
  }

  /** Returns whether there is such a parameter. */
  public boolean has(String path) {
    return values.containsKey(path);
  }

  /** {@code W x + b} of each row; no bias where there is none. */
  public double[][] linear(String path, double[][] rows) {
    double[] weight = get(path + ".weight");
    int in = rows[0].length;
    int out = weight.length / in;
    double[][] result = new double[rows.length][out];
    for (int n = 0; n < rows.length; n++) {
      for (int o = 0; o < out; o++) {
        result[n][o] = has(path + ".bias") ? get(path + ".bias")[o] : 0;
        for (int i = 0; i < in; i++) {
          result[n][o] += weight[o * in + i] * rows[n][i];
        }
      }
    }
    return result;
  }

  /** {@code γ (x − mean)/√(variance + 1e-5) + β} of each row. */
  public double[][] norm(String path, double[][] rows) {
    double[][] result = new double[rows.length][];
    for (int n = 0; n < rows.length; n++) {
      int width = rows[n].length;
      double mean = 0;
      for (double x : rows[n]) {
        mean += x / width;
      }
      double variance = 0;
      for (double x : rows[n]) {
        variance += (x - mean) * (x - mean) / width;
      }
      result[n] = new double[width];
      for (int i = 0; i < width; i++) {
        result[n][i] =
            get(path + ".gamma")[i] * (rows[n][i] - mean) / Math.sqrt(variance + EPSILON)
                + get(path + ".beta")[i];
      }
    }
    return result;
  }

  /** {@code [head][query][element]}: the softmax of scaled products. */
  public double[][][] weights(String path, double[][] queries, double[][] memory, int heads) {
    double[][] q = linear(path + ".query", queries);
    double[][] k = linear(path + ".key", memory);
    int each = q[0].length / heads;
    double[][][] result = new double[heads][q.length][k.length];
    for (int h = 0; h < heads; h++) {
      for (int i = 0; i < q.length; i++) {
        double sum = 0;
        for (int n = 0; n < k.length; n++) {
          double product = 0;
          for (int c = h * each; c < (h + 1) * each; c++) {
            product += q[i][c] * k[n][c];
          }
          result[h][i][n] = Math.exp(product / Math.sqrt(each));
          sum += result[h][i][n];
        }
        for (int n = 0; n < k.length; n++) {
          result[h][i][n] /= sum;
        }
      }
    }
    return result;
  }

  /** Multi-head attention. */
  public double[][] attention(String path, double[][] queries, double[][] memory, int heads) {
    double[][][] weights = weights(path, queries, memory, heads);
    double[][] v = linear(path + ".value", memory);
    int each = v[0].length / heads;
    double[][] read = new double[queries.length][v[0].length];
    for (int c = 0; c < v[0].length; c++) {
      for (int i = 0; i < queries.length; i++) {
        for (int n = 0; n < memory.length; n++) {
          read[i][c] += weights[c / each][i][n] * v[n][c];
        }
      }
    }
    return linear(path + ".output", read);
  }

  /** Linear, ReLU, linear. */
  public double[][] feedForward(String path, double[][] rows) {
    double[][] hidden = linear(path + ".0", rows);
    for (double[] row : hidden) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.max(0, row[i]);
      }
    }
    return linear(path + ".2", hidden);
  }

  /** A layer without dropout. */
  public double[][] layer(String path, double[][] x, int heads, TransformerLayer.Norm order) {
    if (order == TransformerLayer.Norm.AFTER) {
      double[][] y =
          norm(path + "attention-norm", sum(x, attention(path + "attention", x, x, heads)));
      return norm(path + "forward-norm", sum(y, feedForward(path + "forward", y)));
    }
    double[][] normed = norm(path + "attention-norm", x);
    double[][] y = sum(x, attention(path + "attention", normed, normed, heads));
    return sum(y, feedForward(path + "forward", norm(path + "forward-norm", y)));
  }

  /** The sum of two matrices. */
  public static double[][] sum(double[][] a, double[][] b) {
    double[][] result = new double[a.length][a[0].length];
    for (int n = 0; n < a.length; n++) {
      for (int i = 0; i < a[0].length; i++) {
        result[n][i] = a[n][i] + b[n][i];
      }
    }
    return result;
  }

  /** Returns image {@code b} of {@code (B,N,F)} as rows. */
  public static double[][] image(double[] values, Shape shape, int b) {
    int n = (int) shape.get(1);
    int f = (int) shape.get(2);
    return rows(java.util.Arrays.copyOfRange(values, b * n * f, (b + 1) * n * f), f);
  }

  /** Returns a vector cut into rows. */
  public static double[][] rows(double[] values, int width) {
    double[][] result = new double[values.length / width][];
    for (int n = 0; n < result.length; n++) {
      result[n] = java.util.Arrays.copyOfRange(values, n * width, (n + 1) * width);
    }
    return result;
  }

  /** Returns rows one after the other. */
  public static double[] flat(double[][] rows) {
    return java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
  }

  /** Returns {@code Σ a_i b_i}. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
