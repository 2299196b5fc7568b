/**
 * The configuration of one trial, typed and complete.
 *
 * <p>Read first: {@link io.ats.experiments.config.TrialConfig}, everything that determines a trial;
 * {@link io.ats.experiments.config.Resolver}, which reads it from YAML; {@link
 * io.ats.experiments.config.TrainingConfig}, the training options.
 */
package io.ats.experiments.config;
