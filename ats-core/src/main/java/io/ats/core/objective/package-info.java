/** What training lowers: {@link io.ats.core.objective.Objective}. */
package io.ats.core.objective;
