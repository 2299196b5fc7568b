/**
 * A suite's run: {@link io.ats.experiments.run.SuiteRun} in a folder, its trials started by {@link
 * io.ats.experiments.run.LocalLauncher}, a process each.
 */
package io.ats.experiments.run;
