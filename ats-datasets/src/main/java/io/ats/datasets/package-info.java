/**
 * The built-in datasets: real formats and generated scenes, behind {@link
 * io.ats.core.data.Dataset}. Read {@link io.ats.datasets.DatasetsModule} for the names, then {@link
 * io.ats.datasets.megapixel.MegapixelMnistOptions} for one dataset from end to end.
 */
package io.ats.datasets;
