package io.ats.experiments.config;

import ai.djl.nn.Block;
import io.ats.core.Aggregator;
import io.ats.core.ImageSpec;
import io.ats.core.PatchSelector;
import io.ats.core.Task;
import io.ats.core.plugin.AggregatorFactory;
import io.ats.core.plugin.DatasetFactory;
import io.ats.core.plugin.EncoderFactory;
import io.ats.core.plugin.Factory;
import io.ats.core.plugin.SelectorFactory;

/**
 * A factory with the options to call it with.
 *
 * @param <O> the options record
 */
public sealed interface Bound<O extends Record> {

  /** Returns the name that the factory is registered under. */
  String name();

  /** Returns the factory. */
  Factory<O> factory();

  /** Returns the options, complete. */
  O options();

  /** Returns the component as configuration with every option written out. */
  default ComponentConfig config() {
    return new ComponentConfig(name(), ConfigWriter.tree(options()));
  }

  /** A dataset to open. */
  record Dataset<O extends Record>(String name, DatasetFactory<O> factory, O options)
      implements Bound<O> {

    /** Returns the images' sizes, reading nothing. */
    public ImageSpec image() {
      return factory.image(options);
    }

    /** Returns the task, reading nothing. */
    public Task task() {
      return factory.task(options);
    }

    /**
     * Opens the dataset.
     *
     * @param seed determines everything random in it
     * @throws java.io.UncheckedIOException if its files are missing or damaged, naming the file
     */
    public io.ats.core.Dataset open(long seed) {
      return factory.open(options, seed);
    }
  }

  /** A selector to create. */
  record Selector<O extends Record>(String name, SelectorFactory<O> factory, O options)
      implements Bound<O> {

    /**
     * Creates the selector, not yet initialised.
     *
     * @throws io.ats.core.options.OptionException if the options do not fit the images
     */
    public PatchSelector create(ImageSpec image) {
      return factory.create(options, image);
    }

    /** Returns {@code h} and {@code w} of the patches that it selects. */
    public int[] patchSize(ImageSpec image) {
      return factory.patchSize(options, image);
    }

    /** Returns that size for tables: the side where it is square, else {@code h×w}. */
    public String patchSizeText(ImageSpec image) {
      int[] size = patchSize(image);
      return size[0] == size[1] ? Integer.toString(size[0]) : size[0] + "×" + size[1];
    }

    /** Returns how many patches an image it selects when it predicts. */
    public int patches(ImageSpec image) {
      return factory.patches(options, image);
    }
  }

  /** An encoder to create. */
  record Encoder<O extends Record>(String name, EncoderFactory<O> factory, O options)
      implements Bound<O> {

    /** Creates the encoder, not yet initialised. */
    public Block create() {
      return factory.create(options);
    }

    /** Returns the least patch side, in pixels, that the encoder accepts. */
    public int leastPatch() {
      return factory.leastPatch(options);
    }
  }

  /** An aggregator to create. */
  record Aggregation<O extends Record>(String name, AggregatorFactory<O> factory, O options)
      implements Bound<O> {

    /** Creates the aggregator for a task, not yet initialised. */
    public Aggregator create(Task task) {
      return factory.create(options, task);
    }
  }
}
