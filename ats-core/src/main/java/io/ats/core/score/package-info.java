/**
 * The network that scores positions on the low-resolution view: {@link io.ats.core.score.Scorer}.
 */
package io.ats.core.score;
