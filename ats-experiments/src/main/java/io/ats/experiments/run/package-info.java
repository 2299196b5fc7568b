/**
 * A suite's run: {@link io.ats.experiments.run.SuiteRun} in a folder, its trials started by a
 * {@link io.ats.experiments.run.Launcher}, a process each, which a {@link
 * io.ats.experiments.run.TrialSupervisor} sees through.
 */
package io.ats.experiments.run;
