/**
 * Running suites: {@link io.ats.experiments.run.SuiteRun} runs one in a folder, a {@link
 * io.ats.experiments.run.Launcher} starts a process per trial, and a {@link
 * io.ats.experiments.run.TrialSupervisor} follows one process to its end.
 */
package io.ats.experiments.run;
