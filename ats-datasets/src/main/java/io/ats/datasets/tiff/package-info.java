/**
 * TIFF and BigTIFF files, read tile by tile. Read {@link io.ats.datasets.tiff.TiffFile} first, then
 * {@link io.ats.datasets.tiff.TiffPage}. Java's own reader and its extensions are not used for
 * them, because they return wrong pixels for damaged tiles without a word.
 */
package io.ats.datasets.tiff;
