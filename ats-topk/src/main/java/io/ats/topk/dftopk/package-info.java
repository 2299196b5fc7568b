/** Top-K by a sigmoid around a threshold: {@link io.ats.topk.dftopk.DfTopK}. */
package io.ats.topk.dftopk;
