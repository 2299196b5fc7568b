/**
 * Selectors of the patches at the K largest scores; they differ in the gradient of the selection.
 * {@link io.ats.topk.hard.HardTopK} is the simplest to read.
 */
package io.ats.topk;
