/**
 * Iterative patch selection (Bergner et al., ICLR 2023): {@link io.ats.topk.ips.IterativeSelection}
 * embeds every patch, a few at a time, and keeps those of largest attention, in memory that hardly
 * grows with the image.
 */
package io.ats.topk.ips;
