package io.ats.experiments.config;

import ai.djl.nn.Block;
import io.ats.core.Aggregator;
import io.ats.core.Dataset;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.Task;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.plugin.AggregatorFactory;
import io.ats.core.plugin.DatasetFactory;
import io.ats.core.plugin.EncoderFactory;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.SelectorFactory;
import java.util.List;
import java.util.Map;

/** Components that have options and make nothing. */
final class Fakes {

  enum Gradient {
    SCORE_MAP,
    REFERENCE
  }

  enum Kind {
    MAJORITY,
    MAX
  }

  record Noise(@Option(value = "its width", min = 0) double sigma, int samples) {}

  record Ats(
      @Option(value = "patches an image", min = 1) int patches,
      @Option("where the gradient comes from") Gradient gradient,
      Noise noise,
      @Option(value = "layer widths", min = 1) List<Integer> widths) {
    Ats {
      if (patches > 100) {
        throw new IllegalArgumentException("patches must be at most 100 here, got " + patches);
      }
    }
  }

  record Whole() {}

  record Mnist(Kind task, @Option(value = "side in pixels", min = 1) int size) {}

  record Lenet(@Option(value = "features", min = 1) int features) {}

  record Mean() {}

  private record AtsFactory() implements SelectorFactory<Ats> {
    @Override
    public Ats defaults() {
      return new Ats(10, Gradient.SCORE_MAP, new Noise(0.5, 500), List.of(8, 16));
    }

    @Override
    public PatchSelector create(Ats options, ImageSpec image) {
      throw new OptionException("made of " + options.patches() + " patches");
    }

    @Override
    public int[] patchSize(Ats options, ImageSpec image) {
      return new int[] {32, 32};
    }

    @Override
    public int patches(Ats options, ImageSpec image) {
      return options.patches();
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public String paper() {
      return "";
    }
  }

  private record WholeFactory() implements SelectorFactory<Whole> {
    @Override
    public Whole defaults() {
      return new Whole();
    }

    @Override
    public PatchSelector create(Whole options, ImageSpec image) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int[] patchSize(Whole options, ImageSpec image) {
      return new int[] {image.height(), image.width()};
    }

    @Override
    public int patches(Whole options, ImageSpec image) {
      return 1;
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public String paper() {
      return "";
    }
  }

  private record MnistFactory() implements DatasetFactory<Mnist> {
    @Override
    public Mnist defaults() {
      return new Mnist(Kind.MAJORITY, 1500);
    }

    @Override
    public ImageSpec image(Mnist options) {
      return new ImageSpec(1, options.size(), options.size(), 1, 1);
    }

    @Override
    public Task task(Mnist options) {
      return new Task(Names.kebab(options.task()), 10, false);
    }

    @Override
    public Dataset open(Mnist options, long seed) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public String paper() {
      return "";
    }
  }

  private record LenetFactory() implements EncoderFactory<Lenet> {
    @Override
    public Lenet defaults() {
      return new Lenet(128);
    }

    @Override
    public Block create(Lenet options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int leastPatch(Lenet options) {
      return 28;
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public String paper() {
      return "";
    }
  }

  private record MeanFactory() implements AggregatorFactory<Mean> {
    @Override
    public Mean defaults() {
      return new Mean();
    }

    @Override
    public Aggregator create(Mean options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String summary() {
      return "";
    }

    @Override
    public String paper() {
      return "";
    }
  }

  private Fakes() {}

  /** A resolver of {@code ats}, {@code whole-image}, {@code mnist}, {@code lenet}, {@code mean}. */
  static Resolver resolver() {
    return new Resolver(
        new Registry<>("dataset", Map.of("mnist", new MnistFactory())),
        new Registry<>(
            "selector", Map.of("ats", new AtsFactory(), "whole-image", new WholeFactory())),
        new Registry<>("encoder", Map.of("lenet", new LenetFactory())),
        new Registry<>(
            "aggregator", Map.of("mean", new MeanFactory(), "other-mean", new MeanFactory())));
  }

  static ConfigNode parse(String... lines) {
    return ConfigNode.parse(String.join("\n", lines), "quick.yaml");
  }

  static ConfigNode.Mapping tree(String... lines) {
    return parse(lines).mapping("");
  }
}
