/**
 * Images on disk that are too large for memory, read region by region at several levels. Read
 * {@link io.ats.datasets.pyramid.RegionImages} first, which opens files, then {@link
 * io.ats.datasets.pyramid.RegionImage}, what it returns, and {@link
 * io.ats.datasets.pyramid.RegionScene}, which makes a scene of it.
 */
package io.ats.datasets.pyramid;
