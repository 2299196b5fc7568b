package io.ats.experiments.config;

import ai.djl.nn.Block;
import io.ats.core.Aggregator;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.data.Dataset;
import io.ats.core.data.Task;
import io.ats.core.options.Option;
import io.ats.core.options.OptionException;
import io.ats.core.options.Options;
import io.ats.core.plugin.AggregatorSpec;
import io.ats.core.plugin.Components;
import io.ats.core.plugin.DatasetSpec;
import io.ats.core.plugin.EncoderSpec;
import io.ats.core.plugin.Registry;
import io.ats.core.plugin.SelectorSpec;
import java.util.List;
import java.util.Map;

/** Components that have options and make nothing. */
public final class Fakes {

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
      @Option(value = "layer widths", min = 1) List<Integer> widths)
      implements SelectorSpec {

    Ats {
      if (patches > 100) {
        throw new IllegalArgumentException("patches must be at most 100 here, got " + patches);
      }
    }

    @Override
    public PatchSelector create(ImageSpec image) {
      throw new OptionException("made of " + patches + " patches");
    }

    @Override
    public int patches(ImageSpec image) {
      return patches;
    }

    @Override
    public int[] patchSize(ImageSpec image) {
      return new int[] {32, 32};
    }
  }

  /** Selector {@code whole-image}. */
  public record Whole() implements SelectorSpec {

    @Override
    public PatchSelector create(ImageSpec image) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int patches(ImageSpec image) {
      return 1;
    }

    @Override
    public int[] patchSize(ImageSpec image) {
      return new int[] {image.height(), image.width()};
    }
  }

  record Mnist(Kind task, @Option(value = "side in pixels", min = 1) int size)
      implements DatasetSpec {

    @Override
    public ImageSpec image() {
      return new ImageSpec(1, size, size, 1, 1);
    }

    @Override
    public Task target() {
      return new Task(Options.key(task), 10, false);
    }

    @Override
    public Dataset open(long seed) {
      throw new UnsupportedOperationException();
    }
  }

  record Lenet(@Option(value = "features", min = 1) int features) implements EncoderSpec {

    @Override
    public Block create() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int leastPatch() {
      return 28;
    }
  }

  record Mean() implements AggregatorSpec {

    @Override
    public Aggregator create(Task task) {
      throw new UnsupportedOperationException();
    }
  }

  private Fakes() {}

  /** A resolver of {@code ats}, {@code whole-image}, {@code mnist}, {@code lenet}, {@code mean}. */
  public static Resolver resolver() {
    Ats ats = new Ats(10, Gradient.SCORE_MAP, new Noise(0.5, 500), List.of(8, 16));
    return new Resolver(
        new Components(
            new Registry<>("dataset", Map.of("mnist", new Mnist(Kind.MAJORITY, 1500))),
            new Registry<>("selector", Map.of("ats", ats, "whole-image", new Whole())),
            new Registry<>("scorer", Map.of()),
            new Registry<>("encoder", Map.of("lenet", new Lenet(128))),
            new Registry<>("aggregator", Map.of("mean", new Mean(), "other-mean", new Mean()))));
  }
}
