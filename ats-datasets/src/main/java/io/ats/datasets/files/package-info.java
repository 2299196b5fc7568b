/**
 * Image files as bitmaps in memory. Read {@link io.ats.datasets.files.PublishedScenes} first, the
 * base of datasets of published files, then {@link io.ats.datasets.files.ImageFile}.
 */
package io.ats.datasets.files;
