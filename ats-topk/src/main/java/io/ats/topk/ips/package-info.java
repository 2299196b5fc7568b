/**
 * Iterative patch selection (Bergner et al., ICLR 2023): {@link io.ats.topk.ips.IterativeSelection}
 * looks at every patch in turn and keeps those that the aggregator attends to most, in memory that
 * does not grow with the image.
 */
package io.ats.topk.ips;
