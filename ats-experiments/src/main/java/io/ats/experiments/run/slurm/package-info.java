/**
 * Trials as job arrays of Slurm: {@link io.ats.experiments.run.slurm.SlurmLauncher} submits them
 * and collects their results, {@link io.ats.experiments.run.slurm.Slurm} calls Slurm's commands,
 * {@link io.ats.experiments.run.slurm.Submission} is the file that a job reads.
 */
package io.ats.experiments.run.slurm;
