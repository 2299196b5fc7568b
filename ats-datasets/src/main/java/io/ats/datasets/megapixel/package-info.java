/**
 * Megapixel MNIST: digits hidden among noise on a large canvas. Read {@link
 * io.ats.datasets.megapixel.MegapixelMnistOptions} first, then {@code RecipeGenerator}, which
 * decides what stands where, and {@link io.ats.datasets.megapixel.MegapixelMnist}, which makes
 * batches of it.
 */
package io.ats.datasets.megapixel;
