/**
 * Random changes to training batches: {@link io.ats.datasets.augment.Symmetry} mirrors and turns
 * images, {@link io.ats.datasets.augment.Translation} moves them, {@link
 * io.ats.datasets.augment.Photometric} changes their brightness and contrast, the view and every
 * patch alike; {@link io.ats.datasets.augment.Jitter} shifts the patches alone.
 */
package io.ats.datasets.augment;
