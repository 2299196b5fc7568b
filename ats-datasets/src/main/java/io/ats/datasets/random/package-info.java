/**
 * Randomness that depends on nothing but the seed and what it is for. Read {@link
 * io.ats.datasets.random.Streams}, the only type.
 */
package io.ats.datasets.random;
