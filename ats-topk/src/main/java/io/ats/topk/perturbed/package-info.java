/**
 * Perturbed top-K, exactly sparse: {@link io.ats.topk.perturbed.SparseTopK} is the operator, {@link
 * io.ats.topk.perturbed.PerturbedTopK} the selector around it.
 */
package io.ats.topk.perturbed;
