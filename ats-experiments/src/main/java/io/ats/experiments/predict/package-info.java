/**
 * What a model says of an image, as files for other programs: {@link
 * io.ats.experiments.predict.GeoJson} for QuPath, {@link io.ats.experiments.predict.MapTiff} a
 * score map with its place on the image, {@link io.ats.experiments.predict.PatchImages} the
 * patches.
 */
package io.ats.experiments.predict;
