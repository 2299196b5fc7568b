/**
 * Selectors that read the top K positions of a score map; they differ in how a gradient passes
 * through the choice. {@link io.ats.topk.hard.HardTopK} is the simplest to read.
 */
package io.ats.topk;
