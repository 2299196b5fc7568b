/**
 * Operations whose gradients the engine loses or corrupts, done correctly: {@link
 * io.ats.core.math.Scalars}, {@link io.ats.core.math.Casts} and {@link io.ats.core.math.Joins}.
 */
package io.ats.core.math;
