/**
 * Variational saccading (Ramapuram et al., BMVC 2019): crops drawn by a variational recurrent
 * network of the low-resolution view. Read {@link io.ats.saccade.variational.Saccade}, the
 * selector, first, then {@link io.ats.saccade.variational.Vrnn}.
 */
package io.ats.saccade.variational;
