/**
 * Cluttered translated MNIST: one digit or two among fragments of others. Read {@link
 * io.ats.datasets.cluttered.ClutteredMnistOptions} first, then {@code ClutteredRecipes}, which
 * draws at random what each image shows, and {@code ClutteredMnist}, which makes the images.
 */
package io.ats.datasets.cluttered;
