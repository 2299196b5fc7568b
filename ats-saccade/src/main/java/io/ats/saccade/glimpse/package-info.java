/**
 * Recurrent attention: sequences of hard glimpses, with locations drawn from a Gaussian policy that
 * is trained by the score function. The selectors are {@link io.ats.saccade.glimpse.Ram} and {@link
 * io.ats.saccade.glimpse.Dram}; {@link io.ats.saccade.glimpse.LocationPolicy} draws a location,
 * {@link io.ats.saccade.glimpse.GlimpseSensor} reads the glimpse there.
 */
package io.ats.saccade.glimpse;
