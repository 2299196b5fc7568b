/**
 * What this machine and this installation have: {@link io.ats.experiments.doctor.Doctor} looks at
 * everything that {@code ./ats run} needs, {@link io.ats.experiments.doctor.PyTorchSetting} at the
 * PyTorch that the engine would load.
 */
package io.ats.experiments.doctor;
