/**
 * What the relaxed top-K selectors share. Read {@link io.ats.topk.base.TopKSelector} first, then
 * {@link io.ats.topk.base.MarginalSelector}, the base of those that relax a position's membership
 * in the top K.
 */
package io.ats.topk.base;
