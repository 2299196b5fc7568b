/**
 * Megapixel MNIST: digits hidden among noise on a large canvas. Read {@link
 * io.ats.datasets.megapixel.MegapixelMnistOptions} first, then {@code MegapixelRecipes}, which
 * draws at random what each image shows, and {@code MegapixelMnist}, which makes the images.
 */
package io.ats.datasets.megapixel;
