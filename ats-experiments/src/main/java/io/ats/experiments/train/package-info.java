/**
 * Training: {@link io.ats.experiments.train.TrainingLoop} around {@link
 * io.ats.experiments.train.Learner}; everything else listens.
 */
package io.ats.experiments.train;
