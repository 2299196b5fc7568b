/**
 * Perturbed top-K in an exact sparse form: {@link io.ats.topk.perturbed.SparseTopK} is the
 * operator, {@link io.ats.topk.perturbed.PerturbedTopK} the selector.
 */
package io.ats.topk.perturbed;
