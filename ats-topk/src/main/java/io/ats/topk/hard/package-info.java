/**
 * The top K positions themselves: {@link io.ats.topk.hard.HardTopK}, without a gradient or with the
 * straight-through one of {@link io.ats.topk.hard.SelectionGradient}.
 */
package io.ats.topk.hard;
