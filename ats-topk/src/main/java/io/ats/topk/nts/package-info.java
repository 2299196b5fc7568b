/**
 * NTS-Net with perturbed top-K in the place of its suppression and ranking loss: {@link
 * io.ats.topk.nts.NtsTopK}.
 */
package io.ats.topk.nts;
