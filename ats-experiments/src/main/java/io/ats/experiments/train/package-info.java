/**
 * Training: {@link io.ats.experiments.train.TrainingLoop} around {@link
 * io.ats.experiments.train.Learner}, with listeners for everything else.
 */
package io.ats.experiments.train;
