package io.ats.experiments.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ats.core.Pass;
import io.ats.core.math.Joins;
import java.util.SplittableRandom;

/**
 * A selection's patches, encoded a chunk at a time: without a graph for the features, and again
 * with one for the gradients. Both times a chunk has the same random draws, by a seed of its own,
 * and batch normalisation the chunk's statistics.
 */
final class EncodedChunks {

  private final Pass pass;
  private final NDArray patches;
  private final NDArray flat;
  private final int size;
  private final long seed;

  /**
   * Takes the patches; encodes none.
   *
   * @param patches {@code (B·R,K,C,h,w)}; may carry a gradient
   * @param size patches in a chunk, at most
   * @param seed of the seeds of the chunks
   */
  EncodedChunks(Pass pass, NDArray patches, int size, long seed) {
    this.pass = pass;
    this.patches = patches;
    Shape patch = patches.getShape().slice(2);
    flat = patches.stopGradient().reshape(new Shape(-1).addAll(patch)); // (B·R·K,C,h,w)
    this.size = size;
    this.seed = seed;
  }

  /** What is done with a chunk, {@code (n,C,h,w)}, of patches {@code first} to {@code next}. */
  private interface Work {
    void run(NDArray chunk, long first, long next);
  }

  private void each(Work work) {
    SplittableRandom seeds = new SplittableRandom(seed);
    int all = Math.toIntExact(flat.getShape().get(0));
    for (EvenParts.Part part : EvenParts.of(all, size)) {
      Engine.getInstance().setRandomSeed(seeds.nextInt());
      try (NDManager own = flat.getManager().newSubManager()) {
        NDArray chunk = flat.get(own, new NDIndex("{}:{}", part.first(), part.next()));
        work.run(chunk, part.first(), part.next());
      }
    }
  }

  private NDArray encode(NDArray chunk) {
    return pass.encoder()
        .forward(pass.parameters(), new NDList(chunk), pass.training())
        .singletonOrThrow();
  }

  /** Returns the features, {@code (B·R,K,F)}, without a graph outside a gradient collector. */
  NDArray features() {
    NDList features = new NDList();
    each((chunk, first, next) -> keep(encode(chunk), features));
    Shape shape = patches.getShape();
    return Joins.concat(features, 0).reshape(shape.get(0), shape.get(1), -1);
  }

  private void keep(NDArray array, NDList kept) {
    array.attach(flat.getManager());
    kept.add(array);
  }

  /**
   * Encodes the patches again and adds the gradients to those of the encoder's parameters. Running
   * statistics then count each patch twice.
   *
   * @param gradient of the features, {@code (B·R,K,F)}
   * @return the gradient of the patches, {@code (B·R,K,C,h,w)}; null if they carry none
   */
  NDArray backward(GradientCollector collector, NDArray gradient) {
    boolean ofPatches = Graph.reaches(patches);
    NDArray given = gradient.reshape(flat.getShape().get(0), -1); // (B·R·K,F)
    NDList found = new NDList();
    each(
        (chunk, first, next) -> {
          if (ofPatches) {
            chunk.setRequiresGradient(true);
          }
          NDArray part = given.get(chunk.getManager(), new NDIndex("{}:{}", first, next));
          collector.backward(encode(chunk).mul(part).sum());
          if (ofPatches) {
            keep(chunk.getGradient(), found);
          }
        });
    return ofPatches ? Joins.concat(found, 0).reshape(patches.getShape()) : null;
  }
}
