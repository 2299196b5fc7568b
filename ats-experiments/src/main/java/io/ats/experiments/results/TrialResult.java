package io.ats.experiments.results;

/**
 * What a trial came to: {@code result.json}, and a row of {@code results.csv} whose columns are
 * these components in snake case and in this order. A number that does not exist is NaN.
 *
 * @param suite the suite's name
 * @param trial the trial's identifier, also its folder's name
 * @param selector the selector's name
 * @param dataset the dataset's name
 * @param aggregator the aggregator's name
 * @param encoder the encoder's name
 * @param seed the trial's seed
 * @param status {@code ok} or {@code failed}
 * @param epochs how many epochs were trained
 * @param trainLoss mean loss over the last epoch
 * @param trainAccuracy accuracy over the last epoch, in [0,1]
 * @param testAccuracy accuracy on the test split after the last epoch
 * @param bestTestAccuracy test accuracy at the epoch that was best on validation
 * @param trainSeconds time spent in training epochs, validation not counted
 * @param inferenceMsPerImage time of the test pass divided by its images, reading included
 * @param peakMemoryMb the process's largest resident size (GPU: the device's memory in use)
 * @param parameters number of trained parameters
 * @param patches patches read an image
 * @param patchSize side of a patch in pixels, {@code h×w} where not square
 * @param imageHeight full image
 * @param imageWidth full image
 * @param task the task's name
 * @param variant what sets this row apart from others of the same selector in the suite; starts
 *     with the selector's name
 * @param bestEpoch the epoch that was best on validation, from 1
 * @param attentionEntropy mean entropy of the score map on the test split, in nats
 * @param attentionOnObjects share of the score map's mass at positions inside a true box, mean over
 *     the test split
 * @param testImages how many images the test split has; 0 if unknown
 * @param majorityShare share of the test split's most frequent label, of a joint task the mean over
 *     its parts: the accuracy of a guess that never looks; NaN if unknown
 * @param origin what the images are: real, or a synthetic twin of what
 * @param preset the suite's preset
 * @param reason why it failed, empty if it did not
 */
public record TrialResult(
    String suite,
    String trial,
    String selector,
    String dataset,
    String aggregator,
    String encoder,
    long seed,
    String status,
    int epochs,
    double trainLoss,
    double trainAccuracy,
    double testAccuracy,
    double bestTestAccuracy,
    double trainSeconds,
    double inferenceMsPerImage,
    double peakMemoryMb,
    long parameters,
    int patches,
    String patchSize,
    int imageHeight,
    int imageWidth,
    String task,
    String variant,
    int bestEpoch,
    double attentionEntropy,
    double attentionOnObjects,
    int testImages,
    double majorityShare,
    String origin,
    String preset,
    String reason) {

  /** Returns whether the trial ended well. */
  public boolean ok() {
    return status.equals("ok");
  }
}
