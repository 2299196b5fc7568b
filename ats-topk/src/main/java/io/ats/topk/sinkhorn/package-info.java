/**
 * Top-K as entropic optimal transport from scores to ranks: {@link io.ats.topk.sinkhorn.Sinkhorn}
 * is the operator, {@link io.ats.topk.sinkhorn.ImplicitGradient} its gradient without unrolling,
 * {@link io.ats.topk.sinkhorn.SinkhornTopK} the selector that blends patches.
 */
package io.ats.topk.sinkhorn;
