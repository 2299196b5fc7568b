/**
 * Random changes to training batches: {@link io.ats.datasets.augment.Photometric}, the same for the
 * view and for every patch, and {@link io.ats.datasets.augment.Jitter}, of the patches alone.
 */
package io.ats.datasets.augment;
