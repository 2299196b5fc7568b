/**
 * One trial, which is one process: {@link io.ats.experiments.trial.TrialRunner} is the whole of it,
 * {@link io.ats.experiments.trial.Assembly} puts its parts together.
 */
package io.ats.experiments.trial;
