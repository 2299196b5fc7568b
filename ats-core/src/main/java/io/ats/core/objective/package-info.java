/** The training loss: {@link io.ats.core.objective.Objective}. */
package io.ats.core.objective;
