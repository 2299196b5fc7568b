/**
 * One trial, which is one process: {@link io.ats.experiments.trial.TrialRunner} does everything in
 * it, {@link io.ats.experiments.trial.Assembly} builds its parts.
 */
package io.ats.experiments.trial;
