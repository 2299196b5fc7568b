/**
 * Recurrent cells, called step by step. Read {@link io.ats.saccade.recurrent.RecurrentCell} first.
 */
package io.ats.saccade.recurrent;
