/**
 * Random changes to training batches: {@link io.ats.datasets.augment.Photometric} changes the view
 * and every patch alike, {@link io.ats.datasets.augment.Jitter} shifts the patches alone.
 */
package io.ats.datasets.augment;
