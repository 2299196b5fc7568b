/** Arithmetic that the engine gets wrong: {@link io.ats.core.math.Scalars}. */
package io.ats.core.math;
