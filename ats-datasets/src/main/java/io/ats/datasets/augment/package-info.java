/**
 * Random changes to training batches, the same for the view and for every patch. Read {@link
 * io.ats.datasets.augment.Photometric} first, then {@link
 * io.ats.datasets.augment.PhotometricOptions}.
 */
package io.ats.datasets.augment;
