/**
 * Random subsets by Gumbel noise: {@link io.ats.topk.gumbel.RelaxedSubset} is the relaxation,
 * {@link io.ats.topk.gumbel.GumbelTopK} the selector.
 */
package io.ats.topk.gumbel;
