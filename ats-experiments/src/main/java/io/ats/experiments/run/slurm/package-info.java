/**
 * Trials as job arrays of Slurm: {@link io.ats.experiments.run.slurm.SlurmLauncher} hands them in
 * and collects them, {@link io.ats.experiments.run.slurm.Slurm} speaks to the cluster, {@link
 * io.ats.experiments.run.slurm.Submission} is what a job reads.
 */
package io.ats.experiments.run.slurm;
