package io.ats.experiments.train;

import java.util.Map;

/**
 * A classifier's figures on a split; NaN where the selector has no score map, or no true box is
 * known.
 *
 * @param loss mean loss, without penalties
 * @param accuracy share predicted right; of a joint task the mean over its parts
 * @param entropy mean entropy of the score map, nats
 * @param onObjects mean share of the score map's mass at cells whose centre is in a true box, over
 *     the images that have one
 * @param outsideImage mean share of a patch's area outside the image
 * @param objectsCovered mean share of a true box's area that the patches cover, over the images
 *     that have one
 * @param seconds wall time, reading included
 * @param images how many
 * @param majorityShare share of the most frequent label; of a joint task the mean over its parts
 * @param partAccuracies share predicted right in each part of a joint task, by its name; else empty
 * @param partMajorityShares share of the most frequent label of each part, likewise
 */
public record Evaluation(
    double loss,
    double accuracy,
    double entropy,
    double onObjects,
    double outsideImage,
    double objectsCovered,
    double seconds,
    int images,
    double majorityShare,
    Map<String, Double> partAccuracies,
    Map<String, Double> partMajorityShares) {

  /** Takes what an earlier version's checkpoint has not of parts as nothing. */
  public Evaluation {
    partAccuracies = partAccuracies == null ? Map.of() : partAccuracies;
    partMajorityShares = partMajorityShares == null ? Map.of() : partMajorityShares;
  }
}
