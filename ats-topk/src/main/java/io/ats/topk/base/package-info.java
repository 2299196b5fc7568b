/**
 * Shared code of the top-K selectors. Read {@link io.ats.topk.base.TopKSelector} first, then {@link
 * io.ats.topk.base.MarginalSelector}, the base of those that weight patches by their marginals.
 */
package io.ats.topk.base;
