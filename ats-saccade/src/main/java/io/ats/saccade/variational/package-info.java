/**
 * Variational saccading (Ramapuram et al., BMVC 2019): a variational recurrent network reads the
 * low-resolution view and draws where to look. Read first {@link
 * io.ats.saccade.variational.Saccade}, the selector, then {@link io.ats.saccade.variational.Vrnn}.
 */
package io.ats.saccade.variational;
