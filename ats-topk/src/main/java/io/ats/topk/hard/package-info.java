/**
 * Hard top-K: {@link io.ats.topk.hard.HardTopK}, with the straight-through gradient of {@link
 * io.ats.topk.hard.SelectionGradient} or none.
 */
package io.ats.topk.hard;
