/**
 * Top-K as a sum of Laplace distributions: {@link io.ats.topk.lapsum.LapSum} is the operator,
 * {@link io.ats.topk.lapsum.LapSumTopK} the selector.
 */
package io.ats.topk.lapsum;
