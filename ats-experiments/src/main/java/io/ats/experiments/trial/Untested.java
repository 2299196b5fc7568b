package io.ats.experiments.trial;

import ai.djl.ndarray.NDManager;
import io.ats.core.ImageSpec;
import io.ats.core.data.Batch;
import io.ats.core.data.Dataset;
import io.ats.core.data.Split;
import io.ats.core.data.Task;
import java.util.List;
import java.util.Map;

/**
 * A dataset without its test split, of which no image or label can be read; checksum and records
 * stay those of the whole, by which data is known again.
 *
 * @param dataset the whole
 */
record Untested(Dataset dataset) implements Dataset {

  private static Split require(Split split) {
    if (split == Split.TEST) {
      throw new IllegalStateException("the test split is not read where training.test is false");
    }
    return split;
  }

  @Override
  public int size(Split split) {
    return split == Split.TEST ? 0 : dataset.size(split);
  }

  @Override
  public ImageSpec sizes(Split split, int index) {
    return dataset.sizes(require(split), index);
  }

  @Override
  public String name(Split split, int index) {
    return dataset.name(require(split), index);
  }

  @Override
  public float[] label(Split split, int index) {
    return dataset.label(require(split), index);
  }

  @Override
  public Batch batch(NDManager manager, Split split, int... indices) {
    return dataset.batch(manager, require(split), indices);
  }

  @Override
  public Batch trainingBatch(NDManager manager, long seed, int... indices) {
    return dataset.trainingBatch(manager, seed, indices);
  }

  @Override
  public ImageSpec image() {
    return dataset.image();
  }

  @Override
  public boolean mixed() {
    return dataset.mixed();
  }

  @Override
  public Task task() {
    return dataset.task();
  }

  @Override
  public String origin() {
    return dataset.origin();
  }

  @Override
  public List<String> skipped() {
    return dataset.skipped();
  }

  @Override
  public Map<String, String> records() {
    return dataset.records();
  }

  @Override
  public String checksum() {
    return dataset.checksum();
  }
}
