package io.ats.experiments.train;

/**
 * What an epoch came to.
 *
 * @param epoch from 1
 * @param trainLoss mean objective over its steps, penalties included
 * @param trainAccuracy share of training images predicted right while training
 * @param trainSeconds wall time of its steps
 * @param validation figures on the validation split after it
 */
public record EpochSummary(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double trainSeconds,
    Evaluation validation) {}
