/**
 * Recurrent attention: hard glimpses one after the other, their locations drawn from a Gaussian
 * policy and trained by the score function. {@link io.ats.saccade.glimpse.Ram} and {@link
 * io.ats.saccade.glimpse.Dram}; {@link io.ats.saccade.glimpse.GlimpseSensor} says what is read,
 * {@link io.ats.saccade.glimpse.LocationPolicy} where.
 */
package io.ats.saccade.glimpse;
