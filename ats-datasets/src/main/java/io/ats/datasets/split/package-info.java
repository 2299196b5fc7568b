/**
 * What datasets share about their splits: {@link io.ats.datasets.split.SplitSizes}, and {@link
 * io.ats.datasets.split.Indices}, the checks of what is asked for.
 */
package io.ats.datasets.split;
