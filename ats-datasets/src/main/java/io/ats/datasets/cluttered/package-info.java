/**
 * Cluttered translated MNIST: one digit or two among fragments of others. Read {@link
 * io.ats.datasets.cluttered.ClutteredMnistOptions} first, then {@code RecipeGenerator}, which
 * decides what stands where, and {@code ClutteredMnist}, which makes images of it.
 */
package io.ats.datasets.cluttered;
